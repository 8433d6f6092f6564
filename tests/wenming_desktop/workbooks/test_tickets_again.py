"""A superior's list sent again, and its words: nothing is lost, nothing overwritten in silence."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

import resources
from tests.conftest import Clock
from tests.wenming_desktop.tickets.conftest import CALL, raw, town
from wenming_desktop.tickets import queries
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step, open_ticket, void_ticket
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions, Outcome

__all__ = ["town"]
HEAD = ("单号", "来源", "受理时间", "办理期限", "诉求内容", "联系电话", "办结时间", "满意度")
FIRST = {
    "单号": "C1",
    "来源": "12345",
    "受理时间": "2026-11-18 09:00",
    "办理期限": "2026-11-25 17:30",
    "诉求内容": "电梯停了。",
    "联系电话": "13900000001",
}
Take = Callable[..., Outcome]
TakeRows = Callable[[Sequence[dict[str, str]]], Outcome]


@pytest.fixture
def office(town: Desk, clock: Clock) -> Desk:
    clock.now = datetime(2026, 11, 20, 10, 42)
    return town


@pytest.fixture
def take_rows(office: Desk, tmp_path: Path) -> TakeRows:
    """Take in rows, each said otherwise where wanted; heads that are not usual come last."""

    def run(rows: Sequence[dict[str, str]]) -> Outcome:
        heads = tuple(dict.fromkeys((*HEAD, *(name for row in rows for name in row))))
        lines = [[{**FIRST, **row}.get(name, "") for name in heads] for row in rows]
        path = tmp_path / "名单.csv"
        path.write_text("\n".join(",".join(line) for line in (heads, *lines)), encoding="utf-8")
        return import_file(office, "tickets", path, ImportOptions())

    return run


@pytest.fixture
def take(take_rows: TakeRows) -> Take:
    """Take in one row."""
    return lambda **said: take_rows([said])


def numbered(rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    return [{**row, "单号": f"N{at:02}"} for at, row in enumerate(rows)]


def by_row(outcome: Outcome, code: str = "") -> dict[int, str]:
    """What is said of each row, from 0."""
    return {one.row - 2: one.message for one in outcome.problems if code in ("", one.code)}


def told(outcome: Outcome) -> list[tuple[str, str, str]]:
    return [(one.code, one.severity, one.message) for one in outcome.problems]


def test_a_voided_ticket_is_not_known(office: Desk, take: Take) -> None:
    take()
    office.write(void_ticket, office.read(queries.ticket_by_number, "C1").id, "误录")
    again = take()
    assert again.counts == {"tickets_added": 1, "unchanged": 0}
    ((code, severity, words),) = told(again)
    assert (code, severity) == ("ticket.voided_before", "kept")
    assert words == "单号 C1 的工单 SQ2026110001 已经作废（误录），这一行另立新工单。"
    assert office.read(queries.ticket_by_number, "C1").number == "SQ2026110002"
    assert take().counts == {"tickets_added": 0, "unchanged": 1}


DIFFERENT = (
    ({}, ""),
    ({"受理时间": "2026-11-18 09:00:23"}, ""),
    ({"办理期限": "", "诉求内容": "", "联系电话": ""}, ""),
    ({"办理期限": "11月25日 17:30前"}, ""),
    ({"办理期限": "2026-11-19 12:00"}, "办理期限 11-25 17:30 → 11-19 12:00"),
    ({"办理期限": "2026-11-30"}, "办理期限 11-25 17:30 → 11-30 23:59"),
    ({"满意度": "不满意"}, "满意度 没有 → 不满意"),
    ({"办结时间": "2026-11-19 10:00"}, "办结时间 没有 → 11-19 10:00"),
    ({"诉求内容": "又催：电梯还停。"}, "诉求内容 → “又催：电梯还停。”"),
    ({"联系电话": "13900000002"}, "联系电话"),
    (
        {"办理期限": "11-19 12:00", "办结时间": "11-19 10:00", "满意度": "不满意"},
        "办理期限 11-25 17:30 → 11-19 12:00；办结时间 没有 → 11-19 10:00；满意度 没有 → 不满意",
    ),
)


def test_what_differs_is_named_and_nothing_overwritten(office: Desk, take_rows: TakeRows) -> None:
    take_rows(numbered([{} for _ in DIFFERENT]))
    with raw(office) as ask:
        before = ask("SELECT * FROM ticket ORDER BY id")
    again = take_rows(numbered([said for said, _ in DIFFERENT]))
    with raw(office) as ask:
        assert ask("SELECT * FROM ticket ORDER BY id") == before
        numbers = [row[0] for row in ask("SELECT ticket_no FROM ticket ORDER BY external_no")]
    wanted = {
        at: f"与工单 {numbers[at]} 不同：{differs}。工单没有动，请打开核对。"
        for at, (_, differs) in enumerate(DIFFERENT)
        if differs
    }
    assert by_row(again, "ticket.differs") == wanted
    assert {one.severity for one in again.problems} == {"kept"}
    assert again.counts == {"tickets_added": 0, "unchanged": len(DIFFERENT) - len(wanted)}


def test_an_extended_deadline_is_no_difference(office: Desk, take: Take) -> None:
    source = "社区电话来电"
    take(来源=source, 办理期限="2026-11-24 12:00")
    for action, more in (("DSP", {"handling_unit": "供热公司"}), ("SGN", {})):
        office.write(do_step, TakeStep("C1", action, **more))
    for action in ("EXA", "EXY"):
        office.write(do_step, TakeStep("C1", action, days=2, reason="等配件"))
    assert office.read(queries.ticket_by_number, "C1").due_at != datetime(2026, 11, 24, 12)
    assert take(来源=source, 办理期限="2026-11-24 12:00").counts["unchanged"] == 1


def test_another_acceptance_is_refused_with_all_that_differs(take: Take) -> None:
    take()
    ((code, severity, words),) = told(take(受理时间="2026-11-19 09:00", 诉求内容="噪音。"))
    assert (code, severity) == ("ticket.duplicate", "refused")
    assert "受理时间是 2026-11-18 09:00" in words
    assert "诉求内容 → “噪音。”" in words


def test_a_draft_with_the_number_is_told(office: Desk, take: Take) -> None:
    office.write(open_ticket, replace(CALL, source="11", external_no="C1", draft=True))
    ((code, severity, words),) = told(take(办理期限="", 诉求内容="", 联系电话=""))
    assert (code, severity) == ("ticket.duplicate", "refused")
    assert words == "单号 C1 已有一件工单，还没有受理，没有导入。"


def test_what_is_to_come_is_no_ticket(
    take_rows: TakeRows,
) -> None:
    rows = (
        {"受理时间": "2027-05-01", "办结时间": "2027-05-02"},
        {"受理时间": "2026-11-20 24:00"},
        {"办结时间": "2026-11-20 10:43"},
        {"办结时间": "2026-11-20 10:42"},
    )
    outcome = take_rows(numbered(rows))
    assert outcome.counts["tickets_added"] == 1
    assert {one.severity for one in outcome.problems} == {"refused"}
    assert list(by_row(outcome, "ticket.time_ahead")) == [0, 1, 2]


def test_the_samples_own_ledger_may_run_ahead(office: Desk, clock: Clock) -> None:
    clock.now = datetime(2026, 9, 1)
    sample = resources.path("samples", "诉求工单.xlsx")
    taken, ahead = (
        import_file(office, "tickets", sample, ImportOptions(ahead=ahead), dry_run=True)
        for ahead in (False, True)
    )
    assert by_row(taken, "ticket.time_ahead")
    assert not by_row(ahead, "ticket.time_ahead")
    assert taken.counts["tickets_added"] < ahead.counts["tickets_added"]


STARTS = {
    "2026-11-17 24:00": "2026-11-18T00:00:00",
    "11月18日": "2026-11-18T00:00:00",
    "11-18 9:30": "2026-11-18T09:30:00",
    "12月30日 10:00": "2025-12-30T10:00:00",
    "20261118093000": "2026-11-18T09:30:00",
    "昨天": None,
    "2026-11-18 25:61": None,
}


def test_an_acceptance_as_superiors_write_it(office: Desk, take_rows: TakeRows) -> None:
    outcome = take_rows(numbered([{"受理时间": said, "办理期限": ""} for said in STARTS]))
    with raw(office) as ask:
        rows = ask("SELECT accepted_at FROM ticket ORDER BY external_no")
    assert [row[0] for row in rows] == [at for at in STARTS.values() if at]
    assert list(by_row(outcome, "ticket.time_missing")) == [5, 6]


OURS = "2026-11-25T17:30:00"
DUES = {
    "11月19日前": "2026-11-19T23:59:59",
    "11-19": "2026-11-19T23:59:59",
    "11月19日24时": "2026-11-19T23:59:59",
    "2026-11-19 24:00": "2026-11-19T23:59:59",
    "请于11月19日17:30前办结": "2026-11-19T17:30:00",
    "1月5日": "2027-01-05T23:59:59",
    "无": None,
    "": None,
}
NO_DUES = {
    "尽快": "办理期限写的是“尽快”，看不出是几时",
    "今天下午": "办理期限写的是“今天下午”，看不出是几时",
    "3个工作日": "办理期限写的是“3个工作日”，看不出是几时",
    "2026-11-10": "办理期限 11-10 23:59 早于受理时间 11-18 09:00",
}


def test_a_deadline_as_superiors_write_it(office: Desk, take_rows: TakeRows) -> None:
    outcome = take_rows(numbered([{"办理期限": said} for said in (*DUES, *NO_DUES)]))
    with raw(office) as ask:
        rows = ask("SELECT due_at, external_due_at, remark FROM ticket ORDER BY external_no")
    wanted = [(min(at or OURS, OURS), at, None) for at in DUES.values()]
    wanted += [(OURS, None, f"来文的办理期限：{said}") for said in NO_DUES]
    assert [tuple(row) for row in rows] == wanted
    assert by_row(outcome) == {
        at: f"{said}，先按社区自己的时限办。原话记在备注里。"
        for at, said in enumerate(NO_DUES.values(), start=len(DUES))
    }


SECRETS = {
    **dict.fromkeys(("是", "保密", "√", "要求保密", "不公开", "见附件"), True),
    **dict.fromkeys(("否", "公开", "不保密", "无需保密", "", "/"), False),
}


def test_whether_a_caller_is_kept_secret(office: Desk, take_rows: TakeRows) -> None:
    outcome = take_rows(numbered([{"是否保密": said} for said in SECRETS]))
    with raw(office) as ask:
        rows = ask("SELECT is_confidential FROM ticket ORDER BY external_no")
    assert dict(zip(SECRETS, (bool(row[0]) for row in rows), strict=True)) == SECRETS
    assert by_row(outcome) == {5: "是否保密写的是“见附件”，看不出是不是，先按保密收下。"}


@pytest.mark.parametrize(("name", "kept"), [("（保密）", None), ("张某（保密）", "张某")])
def test_a_name_may_ask_for_secrecy(office: Desk, take: Take, name: str, kept: str | None) -> None:
    take(诉求人=name)
    with raw(office) as ask:
        ((secret, held),) = ask("SELECT is_confidential, complainant_name FROM ticket")
    assert secret == 1
    assert (held is None) == (kept is None)


def test_merged_cells_hold_for_every_order_beside_them(office: Desk, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("单号", "转办时间", "诉求人", "诉求内容", "办理期限"),
        ("M1", "2026-11-18 09:00", "王秀兰", "灯坏", "11-25"),
        ("M2", None, None, "路不平", None),
        ("M3", "2026-11-18 10:00", "李福生", "噪音", "11-26"),
        (None, None, None, "还有灯", None),
    ):
        sheet.append(row)
    for cells in ("B2:B3", "C2:C3", "E2:E3", "A4:A5", "B4:B5"):
        sheet.merge_cells(cells)
    book.save(path)
    outcome = import_file(office, "tickets", path, ImportOptions())
    with raw(office) as ask:
        rows = ask(
            "SELECT external_no, accepted_at, complainant_name, content, external_due_at"
            " FROM ticket ORDER BY external_no"
        )
    nine, last = "2026-11-18T09:00:00", "T23:59:59"
    assert [tuple(row)[:4] for row in rows] == [
        ("M1", nine, "王秀兰", "灯坏"),
        ("M2", nine, "王秀兰", "路不平"),
        ("M3", "2026-11-18T10:00:00", "李福生", "噪音"),
    ]
    assert {row[4] for row in rows} <= {None, f"2026-11-25{last}", f"2026-11-26{last}"}
    # One number over two rows is one order: its second row is named, not lost.
    assert [(one.row, one.code) for one in outcome.problems] == [(5, "ticket.duplicate")]
