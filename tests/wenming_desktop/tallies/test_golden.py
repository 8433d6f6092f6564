"""A month counted by hand (golden_tally.json) and three months of a ledger (truth.json)."""

import csv
import json
from collections.abc import Callable, Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from wenming_desktop.tallies.figures import as_json, count, mean, middle, rates
from wenming_desktop.tallies.model import ActionFact, Book, Names, TicketFact
from wenming_desktop.tallies.period import Period
from wenming_desktop.tickets import rules
from wenming_desktop.tickets.clock import Calendar, Terms, seed_days
from wenming_desktop.tickets.life import replay
from wenming_desktop.tickets.model import Facts, LogRow, Step

ROOT = Path(__file__).parents[3]
DATA = ROOT / "tests" / "data"
CALENDAR = Calendar({day: works for day, works, _ in seed_days()})
GOLDEN = json.loads((DATA / "golden_tally.json").read_text("utf-8"))
TRUTH = json.loads((DATA / "ledgers" / "truth.json").read_text("utf-8"))["tally"]
IDS = {letter: i for i, letter in enumerate(GOLDEN["tickets"], 1)}
RATINGS = {"满意": "1", "基本满意": "2", "不满意": "3"}
CHAIN = {
    "ACC": ("10", "20"), "DSP": ("20", "30"), "SGN": ("30", "40"), "FIN": ("40", "50"),
    "APV": ("50", "60"), "CBK": ("60", "70"), "RWK": ("70", "30"), "EXY": ("40", "40"),
    "MRG": ("40", "93"), "TRF": ("40", "94"),
}  # fmt: skip


def narrow(ticket_id: int, row: LogRow) -> ActionFact:
    return ActionFact(
        ticket_id,
        row.seq,
        row.action,
        row.at,
        row.from_status,
        row.to_status,
        row.round_no,
        row.due_at,
        row.handling_unit_id,
        row.satisfaction,
        row.outcome,
        row.corrects_seq,
        row.rebound,
        row.level,
    )


def written(ticket: dict[str, Any]) -> list[LogRow]:
    """The log as an import would write it, without guards."""
    terms = Terms(CALENDAR, ticket["workdays"])
    begin = datetime.fromisoformat(ticket["accepted_at"])
    due, round_no, log = terms.first(begin), 1, list[LogRow]()

    def add(action: str, at: datetime, due_at: datetime | None = None, **said: Any) -> None:
        source, to = CHAIN[action]
        if said.get("contact_result") == "3":
            to = "60"
        row = LogRow(len(log) + 1, action, at, source, to, round_no, due_at=due_at, **said)
        log.append(row)

    add("ACC", begin, due)
    add("DSP", begin)
    add("SGN", begin)
    for action, text, *more in ticket["events"]:
        at = datetime.fromisoformat(text)
        if action == "EXY":
            due = terms.extended(due, more[0])
            add("EXY", at, due)
        elif action == "CBK":
            rating = RATINGS.get(more[0])
            add("CBK", at, contact_result="1" if rating else "3", satisfaction=rating)
        elif action == "RWK":
            round_no += 1
            add("RWK", at, terms.rework(at))
            add("SGN", at)
        else:
            add(action, at)
            if action == "FIN":
                add("APV", at)
    return log


def stepped(ticket: dict[str, Any]) -> list[LogRow]:
    """The log as the rules write it, step by step."""
    facts = Facts(Terms(CALENDAR, ticket["workdays"]), nature="6" if ticket["praise"] else "3")
    log: list[LogRow] = []

    def take(action: str, at: datetime, **said: Any) -> None:
        log.extend(rules.decide(log, Step(action, at, **said), facts))

    begin = datetime.fromisoformat(ticket["accepted_at"])
    for action in ("REG", "ACC", "DSP", "SGN"):
        take(action, begin, handler_id=1)
    for action, text, *more in ticket["events"]:
        at = datetime.fromisoformat(text)
        if action == "EXY":
            take("EXA", at, days=more[0], text="等配件")
            take(action, at)
        elif action == "CBK":
            rating = RATINGS.get(more[0])
            take(action, at, contact_result="1" if rating else "3", satisfaction=rating)
        elif action == "RWK":
            assert log[-1].action == "RWK"  # the call-back brought it along
            take("SGN", at)
        elif action == "FIN":
            take(action, at, text="已到现场处理完毕，住户确认。", outcome="1")
            take("APV", at)
        else:
            take(action, at, into_ticket_id=99, to_unit="城管执法中队")
    return log


Write = Callable[[dict[str, Any]], list[LogRow]]


def book(write: Write) -> Book:
    tickets = GOLDEN["tickets"]
    facts = [
        TicketFact(IDS[x], datetime.fromisoformat(t["accepted_at"]), "6" if t["praise"] else "3")
        for x, t in tickets.items()
    ]
    return Book.of(facts, (narrow(IDS[x], row) for x in tickets for row in write(tickets[x])))


SETS = {
    "O0": "open_at_start", "A": "accepted", "praise": "praise", "R": "reopened",
    "C": "completed", "X": "out", "O1": "open_at_end", "due_set": "due",
    "on_time": "due_on_time", "overdue_open": "overdue_open", "late_closed": "completed_late",
    "finished_in_period": "finished",
}  # fmt: skip
RATES = (
    "on_time_rate", "completion_rate", "callback_rate", "valid_callback_rate",
    "satisfaction_rate", "strict_satisfaction_rate", "first_callback_satisfaction_rate",
    "rework_rate",
)  # fmt: skip


@pytest.mark.parametrize("write", [written, stepped])
def test_the_month_counted_by_hand(write: Write) -> None:
    expected = dict(GOLDEN["expected"])
    figures = count(book(write), Period.parse(expected.pop("period")), CALENDAR)
    letters = {i: letter for letter, i in IDS.items()}
    firsts = {x: replay(write(t)).first_due_at for x, t in GOLDEN["tickets"].items()}
    counted: dict[str, Any] = {
        "due_first_round": {x: f"{due:%Y-%m-%d %H:%M}" for x, due in firsts.items() if due},
        "duration_workdays": {letters[i]: days for i, days in figures.durations.items()},
        "mean_duration": mean(figures.durations.values()),
        "median_duration": middle(figures.durations.values()),
    }
    for key, name in SETS.items():
        counted[key] = "".join(sorted(letters[i] for i in getattr(figures, name)))
    for key in RATES:
        counted[key] = rates(figures)[key]
    assert counted == expected
    assert figures.reconciled


def code_list(name: str) -> list[dict[str, str]]:
    with (ROOT / "resources" / "codes" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SOURCES = {row["name_zh"]: row["code"] for row in code_list("ticket_source")}
HEADS = {row["name_zh"]: row["code"] for row in code_list("ticket_category")}
LEAVES = {(r["parent_code"], r["name_zh"]): r["code"] for r in code_list("ticket_category")}
NAMES = Names(
    sources={row["code"]: row["name_zh"] for row in code_list("ticket_source")},
    categories={row["code"]: row["name_zh"] for row in code_list("ticket_category")},
    parents={row["code"]: row["parent_code"] or None for row in code_list("ticket_category")},
)


def moment(cell: Any) -> datetime:
    return cell if isinstance(cell, datetime) else datetime.combine(cell, time())


def imported() -> Book:
    """Tickets and logs as `import tickets` writes them from 诉求工单.xlsx."""
    file = CalamineWorkbook.from_path(DATA / "ledgers" / "诉求工单.xlsx")
    rows = file.get_sheet_by_index(0).to_python()
    heads = [str(cell) for cell in rows[1]]
    tickets: list[TicketFact] = []
    actions: list[ActionFact] = []
    for i, row in enumerate(rows[2:], 1):
        cells: dict[str, Any] = dict(zip(heads, row, strict=True))
        head = HEADS[cells["诉求类别"]]
        accepted = moment(cells["受理时间"])
        leaf = LEAVES.get((head, cells["诉求小类"]), head)  # 其他 is a leaf of many heads
        tickets.append(TicketFact(i, accepted, None, SOURCES[cells["来源"]], leaf))
        actions += sheet_log(i, cells, accepted)
    return Book.of(tickets, actions)


def sheet_log(i: int, cells: dict[str, Any], accepted: datetime) -> Iterator[ActionFact]:
    finish = moment(cells["办结时间"]) if cells["办结时间"] else None
    actions = ["ACC", "DSP", "SGN"]
    if finish:
        actions += ["FIN", "APV", *(["CBK"] if cells["满意度"] else [])]
    for seq, action in enumerate(actions, 1):
        at = finish if finish and action in ("FIN", "APV", "CBK") else accepted
        yield ActionFact(
            i,
            seq,
            action,
            at,
            *CHAIN[action],
            due_at=moment(cells["办理期限"]) if action == "ACC" else None,
            unit=cells["承办单位"] if action == "DSP" else None,
            satisfaction=RATINGS[cells["满意度"]] if action == "CBK" else None,
        )


@pytest.fixture(scope="module")
def ledger() -> Book:
    return imported()


@pytest.mark.parametrize("month", sorted(TRUTH))
def test_the_ledgers_months_are_the_truth(month: str, ledger: Book) -> None:
    told: dict[str, Any] = as_json(count(ledger, Period.parse(month), CALENDAR), NAMES)
    counted = {**told["figures"], **{key: told[key] for key in told if key.startswith("by_")}}
    assert {key: counted[key] for key in TRUTH[month]} == TRUTH[month]
    assert told["by_grid"] == {"未划分": 140}
    assert told["reconciled"]
    assert told["period"] == month
