"""街巷: saved with chief and sign in one act, and a sign that tells when it is out of date."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from db.tables.office import Staff
from db.tables.streets import StreetChief
from tests.conftest import OFFICE
from wenming_desktop.errors import UserError
from wenming_desktop.forms import street_sign
from wenming_desktop.forms.gather_street import gather_street
from wenming_desktop.settings import save_office
from wenming_desktop.settings.lists import Worker, save_worker
from wenming_desktop.streets import rules
from wenming_desktop.streets.model import ChiefSheet, Line, SignSheet, StreetRow, StreetSheet
from wenming_desktop.streets.queries import streets
from wenming_desktop.streets.refusals import (
    ChiefPhoneMissingError,
    NoChiefError,
    StaffPhoneError,
    StreetNameMissingError,
    StreetNameTakenError,
    TooManyLinesError,
)
from wenming_desktop.streets.service import save_street, sign_made
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk, Work, use_case

CHIEF = ChiefSheet("梁志勇", "8801 2003", "1", "3", date(2026, 3, 1))
SIGN = SignSheet(
    "菜场西口电线杆",
    "A3",
    (
        Line("总街巷长", "周明兰", "8801 2001"),
        Line("路段民警", "值班岗", "8801 5110"),
        Line("市容管理", "夏峰", "8801 6010"),
        Line("环卫管理", "卢萍", "8801 6015"),
        Line("市政管理", "鲁强", "8801 6020"),
    ),
)
STREET = StreetSheet("文澜路", "槐荫街口", "菜场西口", 620, "2", (), chief=CHIEF, sign=SIGN)


def only(desk: Desk) -> StreetRow:
    (row,) = desk.read(streets)
    return row


@use_case("test.streets.chiefs", "测试查看", right="any")
def chiefs(work: Work) -> list[tuple[str, date | None, date | None, int]]:
    """Every chief there was: name, from, to, duties."""
    found = work.session.scalars(select(StreetChief).order_by(StreetChief.id))
    return [(c.name or "", c.from_on, c.to_on, len(c.duties or ())) for c in found]


@pytest.fixture
def street(desk: Desk) -> int:
    return desk.write(save_street, STREET)


def test_saved_in_one_act_and_taken_back_in_one(desk: Desk, street: int) -> None:
    row = only(desk)
    every = tuple(f"D{n}" for n in range(1, 7)) + tuple(f"R{n}" for n in range(1, 7))
    assert row.sheet == replace(STREET, id=street, chief=replace(CHIEF, duties=every))
    assert (row.sign_no, row.made_on, row.expired) == ("LXP-0001", None, ())
    desk.write(undo_last_act)
    assert desk.read(streets) == ()


def test_another_chief_ends_the_time_of_the_one_before(desk: Desk, street: int) -> None:
    other = ChiefSheet("陈静", "8801 2004", "2", duties=("D1", "R2"))
    desk.write(save_street, replace(STREET, id=street, chief=other))
    today = date(2026, 11, 20)
    assert desk.read(chiefs) == [
        ("梁志勇", date(2026, 3, 1), today, 12),
        ("陈静", today, None, 2),
    ]
    desk.write(undo_last_act)
    assert desk.read(chiefs) == [("梁志勇", date(2026, 3, 1), None, 12)]


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        (replace(STREET, name=" "), StreetNameMissingError),
        (replace(STREET, chief=ChiefSheet("陈静")), ChiefPhoneMissingError),
        (
            replace(STREET, sign=replace(SIGN, lines=(*SIGN.lines, Line("物业", "", "8801 4400")))),
            TooManyLinesError,
        ),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, wanted: StreetSheet, error: type[UserError]) -> None:
    with pytest.raises(error):
        desk.write(save_street, wanted)
    assert desk.read(streets) == ()


def test_a_name_stands_once(desk: Desk, street: int) -> None:
    with pytest.raises(StreetNameTakenError, match="文澜路"):
        desk.write(save_street, STREET)


def typed(**said: Any) -> Callable[[Desk, int], object]:
    return lambda desk, street: desk.write(save_street, replace(STREET, id=street, **said))


WATCH = replace(SIGN, supervision_phone="12345")
WATCHED = replace(OFFICE, supervision_hotline="8801 2011")
MOVED = (Line("总街巷长", "周明兰", "8801 2999"), *SIGN.lines[1:])


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (typed(chief=replace(CHIEF, phone="8801 2999")), ("街巷长电话变了",)),
        (typed(chief=ChiefSheet("陈静", "8801 2003")), ("街巷长换人了",)),
        (typed(sign=replace(SIGN, lines=MOVED)), ("总街巷长电话变了",)),
        (typed(sign=replace(SIGN, lines=SIGN.lines[:-1])), ("市政管理不在了",)),
        (typed(sign=WATCH), ("监督电话变了",)),
        (typed(sign=replace(SIGN, location="街口")), ()),
        (
            lambda desk, _: desk.write(save_office, replace(WATCHED, duty_phone="8801 2998")),
            ("社区值班电话变了",),
        ),
        (
            lambda desk, _: desk.write(save_worker, Worker("梁志勇", phone="8801 2997")),
            ("街巷长电话变了",),
        ),
    ],
    ids=["chief", "person", "line", "gone", "watch", "location", "office", "staff"],
)
def test_a_number_that_changes_makes_the_sign_expired(
    desk: Desk, street: int, act: Callable[[Desk, int], object], said: tuple[str, ...]
) -> None:
    desk.write(save_office, WATCHED)
    desk.write(sign_made, street)
    assert only(desk).expired == ()
    act(desk, street)
    assert only(desk).expired == said
    desk.write(sign_made, street)
    row = only(desk)
    assert (row.expired, row.made_on) == ((), date(2026, 11, 20))
    assert row.sheet.sign is not None
    assert row.sheet.sign.condition == rules.GOOD
    desk.write(undo_last_act)
    assert only(desk).expired == said


def test_who_works_here_is_called_by_his_own_number(desk: Desk, street: int) -> None:
    desk.write(save_worker, Worker("夏峰", phone="8801 6999"))
    facts = desk.read(gather_street, street)
    assert [team.phone for team in facts.teams] == ["8801 6999", "8801 6015", "8801 6020"]
    with pytest.raises(StaffPhoneError, match="8801 6999"):
        desk.write(save_street, replace(STREET, id=street))


def test_what_the_sign_says(desk: Desk, street: int) -> None:
    desk.write(save_office, WATCHED)
    facts = desk.read(gather_street, street)
    assert (facts.street, facts.number) == ("文澜路", "LXP-0001")
    assert facts.route == "槐荫街口 — 菜场西口　全长 620 米"
    assert facts.manage_class == ("2", "示范街")
    assert facts.chief == street_sign.SignLine("街巷长", "梁志勇", "8801 2003")
    assert [line.post for line in facts.lines] == ["总街巷长", "路段民警", "社区值班", "监督电话"]
    assert [team.title for team in facts.teams] == ["市容管理中队", "环卫管理中队", "市政管理中队"]
    assert facts.goes_to[0] == "居民困难重重"
    assert len(facts.reports) == 6
    pdf = street_sign.draw(facts)
    assert (pdf.pages, pdf.cut, pdf.missing) == (2, (), ())


def test_without_a_chief_there_is_no_sign(desk: Desk) -> None:
    street = desk.write(save_street, replace(STREET, chief=None))
    with pytest.raises(NoChiefError, match="文澜路"):
        desk.read(gather_street, street)
    with pytest.raises(NoChiefError):
        desk.write(sign_made, street)


@pytest.mark.parametrize(
    ("text", "lines", "wrong"),
    [
        ("路段民警 值班岗 8801 5110", [("路段民警", "值班岗", "8801 5110")], ""),
        ("社区值班：24 小时 8801 2000", [("社区值班", "24 小时", "8801 2000")], ""),
        ("物业 8801 4400\n\n 供电 95598 ", [("物业", "", "8801 4400"), ("供电", "", "95598")], ""),
        (
            "路段民警 值班岗",
            [],
            "第 1 行“路段民警 值班岗”，先写岗位，再写姓名，最后写电话，中间空一格",
        ),
        ("物业 8801 4400\n物业 8801 4401", [], "“物业”写了两行"),
    ],
)
def test_lines_as_they_are_typed(text: str, lines: list[tuple[str, ...]], wrong: str) -> None:
    assert rules.lines_from(text) == (tuple(Line(*line) for line in lines), wrong)


def test_staff_of_the_test_office_do_not_share_the_chiefs_name(desk: Desk) -> None:
    assert "梁志勇" not in desk.read(staff_names), "or the numbers above would not be the sheet's"


@use_case("test.streets.staff", "测试查看", right="any")
def staff_names(work: Work) -> set[str | None]:
    """Who works here."""
    return set(work.session.scalars(select(Staff.name)))
