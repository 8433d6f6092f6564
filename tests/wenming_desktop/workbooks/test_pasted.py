"""粘贴的名单: what a browser or a workbook puts on the clipboard goes the way of a file."""

from pathlib import Path

import pytest

from tests.wenming_desktop.tickets.conftest import raw, town
from wenming_desktop.errors import UserError
from wenming_desktop.progress import SILENT
from wenming_desktop.work import Desk
from wenming_desktop.workbooks import pasted
from wenming_desktop.workbooks.desk_check import check_file
from wenming_desktop.workbooks.desk_imports import ImportRequest
from wenming_desktop.workbooks.pasted import NAME, PastedError, PastedTooMuchError, pasted_book

__all__ = ["town"]
HEAD = "单号\t转办时间\t诉求内容\n"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\r\n1\t2\r\n", [["a", "b"], ["1", "2"]]),
        ('a\tb\n1\t"两行\n的格"\n', [["a", "b"], ["1", "两行\n的格"]]),
        ('a\tb\n"说""好"""\t2', [["a", "b"], ['说"好"', "2"]]),
        ('a\tb\n"没关的引号\t2\n3\t4', [["a", "b"], ['"没关的引号', "2"], ["3", "4"]]),
        (
            'P1\t"灯坏\t1\nP2\t路不平"\t2\n',
            [["P1", '"灯坏', "1"], ["P2", '路不平"', "2"]],
        ),
        ('P1\t"急\nP2\t"急\nP3\t5"灯\t', [["P1", '"急'], ["P2", '"急'], ["P3", '5"灯', ""]]),
        ('P1\t他说"好"了\n"两\n行"\t2', [["P1", '他说"好"了'], ["两\n行", "2"]]),
        ("a\tb\n\n 1\xa0\t2\n\n\n", [["a", "b"], [], ["1", "2"]]),
    ],
)
def test_rows_are_read_as_they_were_copied(text: str, rows: list[list[str]]) -> None:
    (sheet,) = pasted_book(text).sheets
    assert sheet.rows == rows


@pytest.mark.parametrize("text", ["", "你好", "a\tb", "一行\n两行\n三行"])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(PastedError):
        pasted_book(text)


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pasted, "MOST_LETTERS", 10)
    with pytest.raises(PastedTooMuchError):
        pasted_book("a\tb\n" * 10)


def test_it_goes_the_way_of_a_file(town: Desk) -> None:
    text = f'{HEAD}P1\t2026-03-09 08:40\t"灯不亮，\n请修"\nP2\t2026-03-09 08:50\t垃圾没清\n'
    request = ImportRequest("tickets", Path(NAME), pasted=text)
    checked = check_file(town, SILENT, request)
    assert (checked.file, checked.outcome.counts["tickets_added"]) == (NAME, 2)
    town.write(checked.write, checked.command)
    with raw(town) as ask:
        rows = ask("SELECT external_no, status, content FROM ticket ORDER BY external_no")
    assert [tuple(row) for row in rows] == [
        ("P1", "20", "灯不亮，\n请修"),
        ("P2", "20", "垃圾没清"),
    ]
    again = check_file(town, SILENT, request)
    assert again.outcome.counts == {"tickets_added": 0, "unchanged": 2}


def test_a_stray_quote_swallows_no_order(town: Desk) -> None:
    text = f'{HEAD}P1\t2026-03-09 08:40\t"灯坏\nP2\t2026-03-09 08:50\t路不平"\n'
    checked = check_file(town, SILENT, ImportRequest("tickets", Path(NAME), pasted=text))
    assert checked.outcome.counts["tickets_added"] == 2


def test_rows_without_their_heads_are_refused(town: Desk) -> None:
    request = ImportRequest(
        "tickets", Path(NAME), pasted="P1\t2026-03-09\t灯\nP2\t2026-03-09\t水\n"
    )
    with pytest.raises(UserError):
        check_file(town, SILENT, request)
