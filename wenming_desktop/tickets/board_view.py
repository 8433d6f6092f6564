"""One ticket as the detail page shows it: how far it is, what it says, what may be done next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from wenming_desktop.errors import UserError
from wenming_desktop.households.model import Tag
from wenming_desktop.tickets import deadlines, extensions, quantities, queries, store
from wenming_desktop.tickets.amend_view import amended_words
from wenming_desktop.tickets.board import caller_words, short_number
from wenming_desktop.tickets.board_facts import answer_of, due_of, headline, masked_of, tags_of
from wenming_desktop.tickets.board_words import LogLine, day_words, due_words, said, stamp, verdict
from wenming_desktop.tickets.facts import REOPEN_RIGHT
from wenming_desktop.tickets.life import State, effective, replay
from wenming_desktop.tickets.model import CLOSED, OUT, SUSPENDED, LogRow, TicketSheet
from wenming_desktop.tickets.rules import possible
from wenming_desktop.tickets.service import RIGHTS
from wenming_desktop.tickets.store import History
from wenming_desktop.tickets.supervision import level_words
from wenming_desktop.tickets.whistle_model import WhistleLine, WhistleOffer
from wenming_desktop.tickets.whistle_queries import lines_of, offer_of
from wenming_desktop.work import Work, use_case

DONE, NOW, NEXT = "done", "now", "next"
_MAIN: Final = {
    "10": "ACC",
    "20": "DSP",
    "30": "SGN",
    "40": "FIN",
    "50": "APV",
    "60": "CBK",
    "70": "ARC",
    SUSPENDED: "RES",
}
_STAGES: Final[tuple[tuple[str, frozenset[str]], ...]] = (
    ("受理", frozenset({"ACC"})),
    ("派单", frozenset({"DSP", "RDS", "RWK"})),
    ("处理", frozenset({"SGN"})),
    ("办结", frozenset({"APV", "FIN"})),
    ("回访", frozenset({"CBK"})),
    ("归档", frozenset({"ARC"})),
)
_AT: Final = {"00": 0, "10": 0, "20": 1, "30": 2, "40": 2, "50": 3, "60": 4, "70": 5, "80": 6}
_NOTE: Final = {
    "00": "待登记",
    "10": "待受理",
    "20": "待派单",
    "30": "待签收",
    "40": "办理中",
    "50": "待审核",
    "60": "待回访",
    "70": "待归档",
    SUSPENDED: "挂账",
}
_SECRETARY: Final = frozenset({"SUS", "RES", "UNA"})
_OWN_ACT: Final = frozenset({"REG", "COR"})


class CallerHiddenError(UserError):
    """The caller of a confidential matter, asked for by its handler."""

    code = "ticket.caller_hidden"
    text = "诉求人要求保密，经办人看不到是谁。要和他联系，请书记、主任或者登记的人去说。"


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the six stages: done, now or next, and the moment or word below its name."""

    label: str
    note: str
    state: str


@dataclass(frozen=True, slots=True)
class TicketView:
    """All that pane and page show; nothing here has to be covered any more."""

    id: int
    number: str
    status: str
    status_name: str
    lamp: str
    lamp_text: str
    verdict: tuple[str, str] | None
    title: str
    content: str
    category: str
    urgency: str
    caller: str
    phone_masked: str
    covered: bool
    """Whether name or phone may be shown on request."""
    address: str
    tags: tuple[Tag, ...]
    place: str
    source: str
    registrar: str
    unit: str
    handler: str
    handler_phone: str
    due: str
    finished: str
    result: str
    result_by: str
    answer: str
    round_no: int
    calls: int
    asked_days: int | None
    stages: tuple[Stage, ...]
    lines: tuple[LogLine, ...]
    """Newest first."""
    steps: tuple[str, ...]
    main: str
    """The step that is due next, or an empty string."""
    last_seq: int
    whistles: tuple[WhistleLine, ...]
    offer: WhistleOffer
    """Cells to whistle to and who may answer, while the ticket is being worked on."""
    quantities: str = ""
    """What the finish that stands achieved: 3 处、20 米."""
    extensions: tuple[str, ...] = ()
    supervision: str = ""
    """黄牌 or 红牌 by the clock, or what was recorded by hand."""


@dataclass(frozen=True, slots=True)
class CallerShown:
    """Who called, uncovered."""

    name: str
    phone: str


@use_case("tickets.view", "查看工单", right="ticket.read")
def ticket_view(work: Work, ticket_id: int) -> TicketView:
    """One ticket for the page; the caller's number is covered."""
    sheet = queries.ticket_sheet(work, ticket_id)
    history = store.read_log(work, ticket_id)
    state = replay(history.rows)
    row = sheet.row
    lamp, words = due_words(
        row.status, row.status_name, row.due_at, work.now, deadlines.calendar(work)
    )
    steps = _steps(work, row.status, state)
    main = "ARC" if row.status == "60" and "ARC" in steps else _MAIN.get(row.status, "")
    named = (sheet.complainant_name, sheet.is_anonymous, sheet.is_confidential, row.source_name)
    finish = next((one for one in reversed(sheet.actions) if one.action == "FIN"), None)
    standing = effective(history.rows)
    finished = next((one.seq for one in reversed(standing) if one.action == "FIN"), None)
    # Sent back or refused, what was once finished is work in hand again.
    done = sheet.finish_requested_at if row.status in CLOSED | {"50"} else None
    return TicketView(
        id=row.id,
        number=short_number(row.number),
        status=row.status,
        status_name=row.status_name,
        lamp=lamp,
        lamp_text=words,
        verdict=verdict(done, row.due_at),
        title=headline(row.title),
        content=sheet.content,
        category=row.category_name.partition("(")[0],
        urgency=sheet.urgency_name.partition("(")[0] if row.urgency not in (None, "1") else "",
        caller=caller_words(named),
        phone_masked=masked_of(work, sheet),
        covered=bool(sheet.complainant_phone or sheet.is_confidential),
        address="" if sheet.is_confidential else sheet.complainant_address or "",
        tags=tags_of(work, ticket_id, sheet),
        place=row.location_text,
        source=row.source_name,
        registrar=sheet.registrar,
        unit=row.handling_unit or "",
        handler=row.handler or "",
        handler_phone=sheet.handler_phone or "",
        due=due_of(sheet, work.now),
        finished=stamp(done, work.now) if done else "",
        result=sheet.result_text,
        result_by=f"{finish.by} 填报，{day_words(finish.at, work.now)}".lstrip() if finish else "",
        answer=answer_of(sheet, work.now),
        round_no=row.round_no,
        calls=len(state.callbacks),
        asked_days=state.asked.days if state.asked else None,
        stages=_stages(row.status, row.status_name, state, standing, work.now),
        lines=_lines(work, sheet, history),
        steps=steps,
        main=main if main in steps else "",
        last_seq=state.last_seq,
        whistles=lines_of(work, ticket_id),
        offer=offer_of(work, ticket_id),
        quantities=quantities.words(work, ticket_id, finished),
        extensions=extensions.words(work, ticket_id, history, work.now),
        supervision=level_words(row.lamp, state.level, work.codes.name),
    )


@use_case("tickets.last_act", "查看工单", right="ticket.read")
def last_act(work: Work, ticket_id: int) -> tuple[int, ...]:
    """The rows of the act that stands last, as `service.correct` wants them named."""
    history = store.read_log(work, store.find(work, ticket_id).id)
    standing = [row for row in effective(history.rows) if row.action not in ("REG", "ACC")]
    if not standing:
        return ()
    last = standing[-1].seq
    withal = history.said(last, "withal")
    return (last, withal) if withal else (last,)


@use_case("tickets.show_caller", "查看来电人", right="register.reveal", undo="none")
def show_caller(work: Work, ticket_id: int) -> CallerShown:
    """Name and number of the caller in full; the act is logged.

    Who works on a confidential matter does not see whose it is (domain dossier 2.11).
    """
    ticket = store.find(work, ticket_id)
    if ticket.is_confidential:
        state = replay(store.read_log(work, ticket.id).rows)
        if state.handler_staff_id is not None and state.handler_staff_id == work.actor.staff_id:
            raise CallerHiddenError
    work.note(f"ticket:{ticket.id}", field="complainant_phone")
    name = "匿名" if ticket.is_anonymous else ticket.complainant_name or ""
    return CallerShown(name, ticket.complainant_phone or "")


def _steps(work: Work, status: str, state: State) -> tuple[str, ...]:
    """The steps of the table from here, without those the log or the rights refuse anyway."""
    rights = work.actor.rights
    if "ticket.write" not in rights:
        return ()

    def useful(action: str) -> bool:
        if action in _OWN_ACT or RIGHTS.get(action, "ticket.write") not in rights:
            return False
        if action in _SECRETARY:
            return REOPEN_RIGHT in rights
        return _fits(action, status, state)

    return tuple(action for action in possible(status) if useful(action))


def _fits(action: str, status: str, state: State) -> bool:
    if action in ("EXY", "EXN"):
        return state.asked is not None
    if action == "EXA":
        return state.asked is None and not state.extensions
    if status == "80" and action == "RWK":
        return state.rebound
    if status == "60" and action == "ARC":
        return state.contact_result in ("3", "4", "5", "6")
    return True


def _stages(
    status: str, status_name: str, state: State, log: Sequence[LogRow], now: datetime
) -> tuple[Stage, ...]:
    at = _AT.get(state.suspended_from or "40", 2) if status == SUSPENDED else _AT.get(status)
    if at is None:
        at = max((_reached(row) for row in log), default=0) + 1 if status in OUT else 0
    at = min(at, len(_STAGES)) if status not in OUT else min(at, len(_STAGES) - 1)
    note = _NOTE.get(status, status_name)
    made = []
    for place, (label, actions) in enumerate(_STAGES):
        if place < at:
            times = [row.at for row in log if row.action in actions]
            made.append(Stage(label, day_words(times[-1], now) if times else "—", DONE))
        elif place == at:
            made.append(Stage(label, note, NOW))
        else:
            made.append(Stage(label, "", NEXT))
    return tuple(made)


def _reached(row: LogRow) -> int:
    return next((at for at, (_, actions) in enumerate(_STAGES) if row.action in actions), 0)


def _lines(work: Work, sheet: TicketSheet, history: History) -> tuple[LogLine, ...]:
    undone = {row.corrects_seq for row in history.rows if row.action == "COR"}
    names = {line.seq: line.by for line in sheet.actions}
    action = {row.seq: work.codes.name("ticket_action", row.action) for row in history.rows}
    made = []
    for row in reversed(history.rows):
        beside = history.payloads.get(row.seq, {})
        text = said(row, beside, work.codes, work.now)
        if row.action == "COR" and row.corrects_seq in action:
            text = f"撤回“{action[row.corrects_seq]}”"
        elif row.action == "COR" and "field" in beside:
            hidden = sheet.is_confidential
            text = amended_words(row.text, beside, work.codes.name, covered=hidden)
        elif row.action == "COR" and "recalculated" in beside:
            text = row.text
        head = f"{day_words(row.at, work.now)} {names.get(row.seq, '')}".rstrip()
        made.append(LogLine(row.seq, head, text, row.seq in undone))
    return tuple(made)
