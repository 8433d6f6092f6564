"""Text that means harm is text: taken in, found, listed, printed and written as typed."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.engine import close_all, open_engine
from tests.conftest import NOW, Template
from tests.forms import reading
from tests.stories import nasty
from wenming_desktop import checks, start
from wenming_desktop.cards.queries import building_named, household_of_card
from wenming_desktop.cards.service import issue_cards
from wenming_desktop.errors import UserError
from wenming_desktop.fields import clean_text
from wenming_desktop.fields.names import tidy
from wenming_desktop.forms.page import Pdf
from wenming_desktop.households import queries
from wenming_desktop.households.detail import household_detail
from wenming_desktop.households.model import HouseholdFilter
from wenming_desktop.papers.cards import PrintCards, print_cards, print_register
from wenming_desktop.places.service import EstateSheet, save_estates
from wenming_desktop.search.service import find
from wenming_desktop.security.service import reveal
from wenming_desktop.settings.staff import StaffMember, save_staff
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step
from wenming_desktop.work import Desk
from wenming_desktop.workbooks import address
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions, Outcome
from wenming_desktop.workbooks.problems_out import write_problems
from wenming_desktop.workbooks.residents_out import ExportResidents, export_residents

EVERYBODY = HouseholdFilter()
PEOPLE = 2 * (len(nasty.TEXTS) - len(nasty.EMPTY))


class Taken(NamedTuple):
    """An office that took the ledger in."""

    desk: Desk
    outcome: Outcome
    folder: Path


@pytest.fixture(scope="module")
def taken(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taken]:
    folder = tmp_path_factory.mktemp("nasty")
    shutil.copytree(template.folder, folder / "office")
    engine = open_engine(folder / "office" / start.DATABASE, template.key)
    desk = start.desk_for(engine, "demo", lambda: NOW)
    outcome = import_file(desk, "residents", nasty.ledger(folder / "台账.xlsx"), ImportOptions())
    yield Taken(desk, outcome, folder)
    close_all(engine)


def texts(value: Any) -> Iterator[str]:
    """Every text inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from texts(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item)


def name_of(text: str) -> str:
    """A text as the register keeps it in a name."""
    for code in ("_x0000_", "_x0007_", "_x000D_"):
        text = text.replace(code, "")
    return tidy(clean_text(text))


def test_everybody_is_counted_and_the_file_is_whole(taken: Taken) -> None:
    assert taken.outcome.counts["residents_added"] == PEOPLE
    assert taken.outcome.counts["households_added"] == PEOPLE - len(nasty.FOLDED)
    assert [check.name for check in checks.of_data(taken.desk.engine) if not check.ok] == []


@pytest.mark.parametrize("estate", ["_x0000_", "无", "\u202e"])
def test_an_estate_of_nothing_is_no_estate(desk: Desk, tmp_path: Path, estate: str) -> None:
    rows = [
        ("槐荫一院", "1", "1", "101", "", "王甲", *[""] * 6),
        (estate, "2", "1", "101", "", "王乙", *[""] * 6),
    ]
    import_file(desk, "residents", nasty.ledger(tmp_path / "表.xlsx", rows), ImportOptions())
    assert [choice.name for choice in desk.read(queries.estates)] == ["槐荫一院"]


def test_every_name_is_kept_as_typed(taken: Taken) -> None:
    with taken.desk.engine.connect() as connection:
        names = {r[0] for r in connection.exec_driver_sql("SELECT full_name FROM resident")}
    wanted = {name_of(text) for text in nasty.TEXTS if text not in nasty.EMPTY}
    assert wanted <= names


def test_what_was_cut_or_left_out_is_said(taken: Taken) -> None:
    said = {(problem.row, problem.field, problem.code) for problem in taken.outcome.problems}
    for row, text in enumerate(nasty.TEXTS, 2):
        if text in nasty.EMPTY:
            assert (row, "resident.full_name", "name.missing") in said
        if len(text) > 200:
            assert (row, "resident.full_name", "text.too_long") in said
            assert (row, "resident.remark", "text.too_long") in said
        if not nasty.is_plain(text.replace("\n", "").replace("\r", "").replace("\t", "")):
            assert (row, "resident.full_name", "text.control_characters") in said
    for problem in taken.outcome.problems:
        assert nasty.is_plain(problem.message)
        assert len(problem.message) < 200


def test_lists_and_details_hold_nothing_unseen(taken: Taken) -> None:
    lines = taken.desk.read(queries.household_page, EVERYBODY, 0, 500)
    assert len(lines) == taken.outcome.counts["households_added"]
    for line in lines:
        detail = taken.desk.read(household_detail, line.id)
        for text in texts([asdict(line), asdict(detail)]):
            assert nasty.is_plain(text), ascii(text)
            assert len(text) <= 200


def test_who_is_looked_for_by_his_name_is_found(taken: Taken) -> None:
    for text in nasty.TEXTS:
        name = name_of(text)
        if len(name) <= 50 and any(char.isalnum() for char in name):
            hits = taken.desk.read(find, name)
            assert name in {hit.title for hit in hits}, name
            listed = taken.desk.read(queries.household_page, HouseholdFilter(name), 0, 500)
            assert name in {line.head for line in listed}, name


def look(desk: Desk, text: str) -> None:
    wanted = HouseholdFilter(text)
    assert len(desk.read(find, text)) <= 20
    count = desk.read(queries.household_count, wanted)
    assert len(desk.read(queries.household_page, wanted, 0, 500)) == count
    assert desk.read(queries.chip_counts, wanted)[0].count == count


@pytest.mark.parametrize("text", [*nasty.TEXTS, *nasty.UNWRITABLE], ids=lambda t: ascii(t)[:24])
def test_the_search_box_takes_anything(taken: Taken, text: str) -> None:
    look(taken.desk, text)
    assert taken.desk.read(queries.household_count, EVERYBODY) > 0


@given(st.text(st.characters(exclude_categories=()), max_size=40))
@settings(max_examples=200, deadline=None)
def test_the_search_box_takes_whatever_is_typed(taken: Taken, text: str) -> None:
    assert len(taken.desk.read(find, text)) <= 20
    taken.desk.read(queries.household_page, HouseholdFilter(text), 0, 10)


def squeezed(pdf: bytes) -> str:
    """The text of a document without the blanks and line ends that the layout made."""
    return "".join(reading.text(pdf).split())


def test_cards_and_the_register_of_deliveries_print_it_as_text(taken: Taken) -> None:
    desk, kept = taken.desk, list[Pdf]()
    cards = desk.write(issue_cards)
    printed = print_cards(desk, PrintCards(), kept.append)
    assert printed.cards == cards == taken.outcome.counts["households_added"]
    register, listed = print_register(desk)
    assert listed == cards
    for pdf in (printed.pdf, register):
        reading.check(pdf)
    shown, missing = squeezed(printed.pdf), {m.text for m in printed.pdf.missing}
    for text in nasty.TEXTS:
        name = name_of(text)
        if len(name) < 30 and name not in missing:
            assert "".join(name.split()) in shown, name
    # What does not fit or cannot be drawn is reported, not swallowed.
    assert name_of("王\ue000某\uf8ff") in missing
    assert name_of("长" * 2000) in printed.pdf.cut


def cells(path: Path) -> list[Any]:
    book = openpyxl.load_workbook(path)
    return [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]


def test_no_workbook_brings_a_formula(taken: Taken) -> None:
    desk, folder = taken.desk, taken.folder
    assert write_problems(folder / "问题.xlsx", taken.outcome) == len(taken.outcome.problems)
    masked = ExportResidents(folder / "打码.xlsx")
    whole = ExportResidents(folder / "完整.xlsx", full=True, reason="=1+1")
    assert export_residents(desk, masked) == export_residents(desk, whole)
    for name in ("问题.xlsx", "打码.xlsx", "完整.xlsx"):
        found = cells(folder / name)
        assert {cell.data_type for cell in found} <= {"s", "n"}
        assert all(cell.hyperlink is None for cell in found)
        assert all(nasty.is_plain(cell.value) for cell in found if cell.data_type == "s")
    typed = {cell.value for cell in cells(folder / "完整.xlsx")}
    assert {"=1+1", "@SUM(A1:A9)", "<b>粗</b>", "../../etc/passwd"} <= typed


def test_what_went_out_comes_in_again_without_a_change(taken: Taken) -> None:
    file = taken.folder / "再来.xlsx"
    export_residents(taken.desk, ExportResidents(file, full=True, reason="核对"))
    again = import_file(taken.desk, "residents", file, ImportOptions(), dry_run=True)
    changed = {key: count for key, count in again.counts.items() if count and key != "unchanged"}
    assert changed == {}


@pytest.mark.parametrize(
    "title", ["1号" * 200, "3号楼2单元" * 200, "表" * 5000, "居民" * 5000 + "x"]
)
def test_no_title_makes_the_reader_think_for_ever(title: str) -> None:
    started = time.monotonic()
    address.place(title)
    address.parse(title)
    assert time.monotonic() - started < 2


HALF = "坏\ud800字"


@pytest.mark.parametrize(
    ("service", "command"),
    [
        (save_staff, (StaffMember(HALF),)),
        (save_estates, (EstateSheet(HALF),)),
        (building_named, HALF),
        (do_step, TakeStep(HALF, "DSP")),
        (household_of_card, HALF),
    ],
    ids=lambda x: getattr(x, "__name__", ""),
)
def test_half_a_character_is_refused_in_words(
    desk: Desk, service: Callable[..., Any], command: object
) -> None:
    with pytest.raises(UserError) as refused:
        desk.write(service, command)
    assert refused.value.exit_code == 3


def test_the_reason_to_see_a_number_is_kept_as_plain_text(taken: Taken) -> None:
    said = "核对\u202e\x00证件\ud800" + "长" * 2000
    taken.desk.write(reveal, "resident", 1, "id_number", said)
    with taken.desk.engine.connect() as connection:
        sql = "SELECT detail FROM audit WHERE action = 'security.reveal'"
        reason = json.loads(str(connection.exec_driver_sql(sql).scalar()))["reason"]
    assert nasty.is_plain(reason)
    assert reason == ("核对证件" + "长" * 2000)[:200]
