"""打印存档 on a real data file, by keys: found, shown as it was, printed once more."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.make import Office as Story
from tests.ui.conftest import Said
from tests.ui.print_hand import to_file, wait_end
from tests.ui.stand_in import AtOnce
from ui.common.choice import Choice
from ui.common.memory import Memory
from ui.common.search_field import SearchField
from ui.common.table_view import RecordTable
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from ui.printing import Preview
from ui.printing.keeping import Keeping
from ui.settings.page import SettingsPage
from ui.settings.papers import PapersSection
from ui.tickets.desk import TicketDesk
from wenming_desktop.archive import PaperFilter, count_papers, papers
from wenming_desktop.forms import feedback_letter
from wenming_desktop.papers.archive import Paper, keep
from wenming_desktop.papers.household import draw_sheet
from wenming_desktop.work import Desk

LETTER = feedback_letter.sample()
EVERYTHING = PaperFilter()


@pytest.fixture
def services(desk: Desk, said: Said, tmp_path: Path) -> Iterator[Services]:
    lane = AtOnce()
    jobs = Jobs(desk, said, Lanes(lane, lane))
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    yield Services(jobs, Memory(tmp_path / "w.ini"), facts)
    jobs.close()


@pytest.fixture
def kept(desk: Desk, clock: Clock) -> int:
    """A household's sheet of last year, and today's letter; returns the letter's id."""
    home = Story(desk, clock).household("501", "王秀兰")
    clock.now -= timedelta(days=330)
    keep(desk, draw_sheet(desk, home))
    clock.now += timedelta(days=330)
    pdf = feedback_letter.draw(LETTER)
    return keep(desk, Paper("feedback_letter", LETTER, pdf, 7, title="党员表现反馈函 第二机械厂"))


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(services)
    # As the window does.
    services.jobs.changed.connect(page.changed)
    qtbot.addWidget(page)
    page.resize(1166, 600)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.start()
    return page


@pytest.fixture
def section(page: SettingsPage, clock: Clock) -> PapersSection:
    section = page.open_section("papers")
    assert isinstance(section, PapersSection)
    section._today = clock.now.date
    return section


def part(section: QWidget, kind: type[Any], name: str) -> Any:
    found = section.findChild(kind, name)
    assert found is not None, name
    return found


def rows(section: QWidget) -> list[list[str]]:
    table = part(section, RecordTable, "tbl_papers")
    if not table.isVisible():
        return []
    model = table.model()
    said = Qt.ItemDataRole.AccessibleTextRole
    return [
        [str(model.index(at, col).data(said)).partition(" ")[2] for col in range(6)]
        for at in range(model.rowCount())
    ]


def choose(section: QWidget, name: str, words: str, qtbot: QtBot) -> None:
    box = part(section, Choice, name)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.count()):
        if box.currentText() == words:
            return
        qtbot.keyClick(box, Qt.Key.Key_Down)
    raise AssertionError(words)


def enter_first(section: QWidget, qtbot: QtBot) -> Preview:
    table = part(section, RecordTable, "tbl_papers")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Home)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    (preview,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, Preview)]
    assert preview.isVisible()
    return preview


def test_an_office_that_printed_nothing_is_told_what_comes_here(section: PapersSection) -> None:
    empty = part(section, QWidget, "empty_papers")
    assert empty.isVisible()
    assert "还没有存档" in [label.text() for label in empty.findChildren(QLabel)]


def test_papers_are_listed_the_newest_first(kept: int, section: PapersSection) -> None:
    first, second = rows(section)
    title = "党员表现反馈函 第二机械厂"
    assert first == ["2026-11-20 10:42", title, LETTER.letter_no, "demo", "3", "1"]
    assert second[:3] == ["2025-12-25 10:42", "居民户信息登记表 王秀兰", "000032501-1"]
    assert part(section, QLabel, "lbl_papers_count").text() == "2 份"


def test_a_paper_is_found_by_a_part_of_its_number(
    kept: int, section: PapersSection, qtbot: QtBot
) -> None:
    search = part(section, SearchField, "fld_papers_search")
    search.setFocus()
    search.insert("党函 3")
    qtbot.waitUntil(lambda: [row[2] for row in rows(section)] == [LETTER.letter_no])
    qtbot.keyClicks(search, "9999")
    qtbot.waitUntil(lambda: rows(section) == [])
    empty = part(section, QWidget, "empty_papers")
    assert "没有找到" in [label.text() for label in empty.findChildren(QLabel)]


def test_papers_are_narrowed_by_form_and_time(
    kept: int, section: PapersSection, qtbot: QtBot
) -> None:
    for words, left in (("居民户信息登记表", 1), ("党员表现反馈函", 1), ("全部表单", 2)):
        choose(section, "fld_papers_form", words, qtbot)
        assert len(rows(section)) == left, words
    for words, left in (("今天", 1), ("最近 30 天", 1), ("今年", 1), ("全部时间", 2)):
        choose(section, "fld_papers_period", words, qtbot)
        assert len(rows(section)) == left, words
    section._today = lambda: date(2025, 12, 31)
    choose(section, "fld_papers_period", "今年", qtbot)
    assert len(rows(section)) == 2


def test_enter_shows_the_paper_and_printing_it_counts_a_copy(
    kept: int, section: PapersSection, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    preview = enter_first(section, qtbot)
    assert preview.windowTitle() == f"党员表现反馈函 第二机械厂 {LETTER.letter_no}"
    assert preview.document.pageCount() == 3
    assert rows(section)[0][5] == "1"
    preview.print_on(to_file(tmp_path / "again.pdf"))
    wait_end(qtbot, preview)
    qtbot.waitUntil(lambda: rows(section)[0][5] == "2")
    assert len(rows(section)) == 2
    preview.close()


def test_a_sheet_is_kept_once_it_was_printed_and_not_before(
    services: Services, page: SettingsPage, qtbot: QtBot, desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    ticket = Story(desk, clock).ticket("暖气不热")
    hands = TicketDesk(services, page)
    hands.print_sheet(ticket)
    (preview,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, Preview)]
    assert desk.read(count_papers, EVERYTHING) == 0
    for copies in (1, 2):
        preview.print_on(to_file(tmp_path / f"{copies}.pdf"))
        wait_end(qtbot, preview)
        (row,) = desk.read(papers, EVERYTHING)
        assert (row.form, row.row, row.copies) == ("ticket_sheet", ticket, copies)
    preview.close()


def test_a_file_is_kept_too_and_its_first_print_is_the_same_copy(
    services: Services, page: SettingsPage, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    pdf = feedback_letter.draw(LETTER)
    preview = Preview("函", pdf, services.jobs.messages, page)
    Keeping(services.jobs, preview, Paper("feedback_letter", LETTER, pdf, 7))
    for copies in (1, 1):
        preview.save(tmp_path / "letter.pdf")
        assert [row.copies for row in desk.read(papers, EVERYTHING)] == [copies]
    for copies in (1, 2):
        preview.print_on(to_file(tmp_path / "out.pdf"))
        wait_end(qtbot, preview)
        assert [row.copies for row in desk.read(papers, EVERYTHING)] == [copies]
    preview.close()


def test_a_draft_is_not_kept(
    services: Services, page: SettingsPage, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    draft = replace(LETTER, issued_on=None)
    pdf = feedback_letter.draw(draft)
    preview = Preview("草稿", pdf, services.jobs.messages, page)
    Keeping(services.jobs, preview, Paper("feedback_letter", draft, pdf, 7))
    preview.print_on(to_file(tmp_path / "draft.pdf"))
    wait_end(qtbot, preview)
    assert desk.read(count_papers, EVERYTHING) == 0
    preview.close()


def test_who_may_not_see_residents_has_no_archive(
    desk: Desk, said: Said, tmp_path: Path, qtbot: QtBot
) -> None:
    lane = AtOnce()
    jobs = Jobs(desk, said, Lanes(lane, lane))
    rights = frozenset({"settings.read", "settings.write", "backup.write"})
    page = SettingsPage(Services(jobs, Memory(tmp_path / "w.ini"), Office("社区", "it", rights)))
    qtbot.addWidget(page)
    assert page.open_section("papers") is None
    jobs.close()
