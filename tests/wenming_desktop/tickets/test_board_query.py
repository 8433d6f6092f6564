"""The list's questions: the same answers as a plain look at every ticket, out of the indices."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from tests.conftest import Clock
from wenming_desktop.tickets import board, board_query, deadlines
from wenming_desktop.tickets.board import STAGES, BoardFilter, BoardLine
from wenming_desktop.tickets.intake import Registration
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step, register, void_ticket
from wenming_desktop.work import Desk, Work, use_case

RESULT = "换了新井盖，周边裂缝灌了缝，晚上复查没有响声。"
CALLS: tuple[dict[str, Any], ...] = (
    {"title": "楼道灯不亮", "complainant_name": "王秀兰", "complainant_phone": "13900001111"},
    {"title": "换LED灯", "complainant_name": "吴晓磊", "location_text": "一院 A座"},
    {"title": "水压低", "complainant_name": "李50%", "external_no": "京热线2026-77"},
    {"title": "井盖响", "complainant_name": "钱二", "nature": "4",
     "complainant_phone": "13900002222"},
    {"title": "水管_漏水", "complainant_name": "王小龙", "is_anonymous": True},
    {"title": "下水道堵了", "complainant_name": "欧阳小满", "category": "0706"},
)  # fmt: skip
TEXTS = ("水", "漏水", "灯", "led", "ED", "A座", "sq", "SQ2026", "2026", "0000", "139", "2222")
TEXTS += (
    "王",
    "秀兰",
    "钱",
    "wxl",
    "wx",
    "ouyang",
    "50%",
    "_",
    "热线",
    "一院 ",
    "没有这样的",
    "\\",
)


@use_case("test.plain_rows", "查看工单", right="ticket.read")
def plain_rows(work: Work) -> tuple[dict[str, Any], ...]:
    """Every ticket that is not void."""
    rows = work.connection.exec_driver_sql("SELECT * FROM ticket WHERE NOT is_void ORDER BY id")
    return tuple(dict(row) for row in rows.mappings())


@use_case("test.plan", "查看工单", right="ticket.read")
def plan(work: Work, wanted: BoardFilter, ordered: bool) -> str:
    """How the data file goes about a question."""
    asked = board_query.ask(work, wanted, deadlines.calendar(work))
    by = " ORDER BY t.ticket_no, t.id" if ordered else ""
    rows = work.connection.exec_driver_sql(
        f"EXPLAIN QUERY PLAN SELECT t.id FROM {asked.table(ordered=ordered)} WHERE {asked.sql}{by}",
        asked.values,
    )
    return " / ".join(row[3] for row in rows)


@pytest.fixture
def office(desk: Desk, clock: Clock) -> Desk:
    """Tickets of every stage, two callers who keep their names to themselves."""
    for at in range(18):
        given = {"source": "02", "category": "0801", "location_text": "一院 3号楼", "urgency": "1"}
        given |= CALLS[at % len(CALLS)]
        now, clock.now = clock.now, clock.now - timedelta(days=at)
        ticket = desk.write(register, Registration(OpenTicket(content="请来看看", **given)))
        clock.now = now
        steps = ("DSP", "SGN", "FIN", "APV", "CBK", "ARC")[: at // 3]
        for action in steps:
            more: dict[str, Any] = {
                "DSP": {"handling_unit": "裕和物业"},
                "FIN": {"result": RESULT, "outcome": "1"},
                "CBK": {"contact_result": "1", "satisfaction": "1"},
            }.get(action, {})
            desk.write(do_step, TakeStep(ticket, action, **more))
    desk.write(void_ticket, 3, "误录")
    return desk


def plainly(rows: tuple[dict[str, Any], ...], stage: str, text: str) -> set[int]:
    """What a clerk would find by reading every ticket; letters of names are not looked for."""
    statuses, folded = STAGES[stage][1], text.strip().lower()

    def says(row: dict[str, Any]) -> bool:
        parts = [row[name] for name in ("ticket_no", "external_no", "title", "location_text")]
        if not row["is_confidential"] and not row["is_anonymous"]:
            parts.append(row["complainant_name"])
            if folded.isdigit() and len(folded) >= 3:
                parts.append(row["complainant_phone"])
        return any(folded in (part or "").lower() for part in parts)

    return {row["id"] for row in rows if (not statuses or row["status"] in statuses) and says(row)}


def lines(desk: Desk, wanted: BoardFilter) -> list[BoardLine]:
    opening = desk.read(board.board_opening, wanted, 0, 100)
    page = desk.read(board.board_page, wanted, 0, 100)
    assert opening.rows == page
    assert opening.total == desk.read(board.board_count, wanted) == len(page)
    return list(page)


def test_a_text_finds_what_reading_every_ticket_would_find(office: Desk) -> None:
    rows = office.read(plain_rows)
    spelled = {"wxl": {"王秀兰", "吴晓磊"}, "wx": {"王秀兰", "吴晓磊"}, "ouyang": {"欧阳小满"}}
    for stage, text in product(("open", "closing", "all"), TEXTS):
        wanted = plainly(rows, stage, text)
        named = {
            row["id"]
            for row in rows
            if row["complainant_name"] in spelled.get(text, ()) and not row["is_anonymous"]
        }
        wanted |= named & plainly(rows, stage, "")
        found = lines(office, BoardFilter(stage=stage, text=text, sort="number"))
        assert {line.id for line in found} == wanted, (stage, text)


def test_who_keeps_his_name_to_himself_answers_to_nothing(office: Desk) -> None:
    for text in ("qe", "2222", "wxl", "王小龙", "钱"):
        found = lines(office, BoardFilter(stage="all", text=text))
        assert not {line.caller for line in found} & {"保密", "匿名"}, text


def test_every_order_is_one_order_from_both_ends(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "_FAR", 1)
    texts, sorts = ("", "水", "sq", "wxl"), ("due", "number", "accepted")
    asked = product(("open", "closing", "all"), texts, sorts)
    for stage, text, sort in asked:
        up = BoardFilter(stage=stage, text=text, sort=sort)
        whole = lines(office, up)
        assert lines(office, replace(up, descending=True)) == whole[::-1]
        pages = [office.read(board.board_page, up, at, 3) for at in range(0, len(whole) + 3, 3)]
        assert [line for page in pages for line in page] == whole
    numbers = [line.number for line in lines(office, BoardFilter("all", sort="number"))]
    assert numbers == sorted(numbers)


def test_many_answers_are_not_named_one_by_one(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sorts = ("due", "number", "accepted")
    asked = [BoardFilter("all", text, sort=sort) for text in TEXTS for sort in sorts]
    before = [lines(office, one) for one in asked]
    monkeypatch.setattr(board_query, "_FEW", 1)
    assert [lines(office, one) for one in asked] == before


@pytest.mark.parametrize("dense", [1, 300])
def test_many_lines_and_few_are_the_same_lines(
    office: Desk, monkeypatch: pytest.MonkeyPatch, dense: int
) -> None:
    monkeypatch.setattr(board, "_DENSE", dense)
    rows = {row["id"]: row for row in office.read(plain_rows)}
    chips: tuple[dict[str, Any], ...] = ({}, {"category": "07"}, {"mine": True}, {"unit_id": 1})
    for stage, more in product(("closing", "archived", "all"), chips):
        wanted = BoardFilter(stage, sort="accepted", descending=True, **more)
        found = [line.id for line in lines(office, wanted)]
        assert found == sorted(found, key=lambda i: (rows[i]["accepted_at"], i), reverse=True)
        assert set(found) == {i for i, row in rows.items() if _fits(row, stage, more)}


def _fits(row: dict[str, Any], stage: str, more: dict[str, Any]) -> bool:
    return (
        (not STAGES[stage][1] or row["status"] in STAGES[stage][1])
        and row["category"].startswith(more.get("category", ""))
        and more.get("unit_id") in (None, row["handling_unit_id"])
    )


def test_counts_agree_with_the_lists_under_every_text(office: Desk) -> None:
    for text in ("", "水", "sq", "wxl"):
        counts = office.read(board.board_counts, BoardFilter(text=text))
        for stage in STAGES:
            assert counts.stages[stage] == len(lines(office, BoardFilter(stage, text))), text
        assert counts.overdue == len(lines(office, BoardFilter("all", text, overdue=True))), text
        assert counts.soon == len(lines(office, BoardFilter("all", text, soon=True))), text


def test_no_row_is_opened_to_answer(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    named = office.read(plan, BoardFilter("all", "漏水"), ordered=False)
    assert named == "SEARCH t USING INTEGER PRIMARY KEY (rowid=?)"
    monkeypatch.setattr(board_query, "_FEW", 0)  # as where many answer
    for wanted, ordered, index in (
        (BoardFilter(), False, "ix_ticket_board"),
        (BoardFilter("all"), False, "ix_ticket_board"),
        (BoardFilter("all", "漏水"), False, "ix_ticket_words"),
        (BoardFilter("archived", "139"), False, "ix_ticket_words"),
        (BoardFilter("closing", sort="number"), True, "ix_ticket_number"),
    ):
        said = office.read(plan, wanted, ordered)
        assert f"USING COVERING INDEX {index}" in said
        assert "TEMP B-TREE" not in said
