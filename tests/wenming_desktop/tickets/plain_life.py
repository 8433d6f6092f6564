"""工单流转 once more, typed from the domain dossier 2.11.1 and decisions 15, 16, 18, 19.

Shares nothing with the program: it reads rows of the data file and says what a ticket must be.
"""

import json
from datetime import date
from typing import Any, NamedTuple

from tests.plain_count import deadlines

Row = dict[str, Any]


class Office(NamedTuple):
    """Whom of the staff a handler is, and the persons who may approve and call back."""

    handlers: dict[int, int | None]
    staff: frozenset[int]


# from · action · to, as the dossier prints them; "=" is the same state, "?" is told by `target`.
LINES = """
00 REG 10
10 ACC 20
10 REJ 91
20 DSP 30
20 FIN 60
30 SGN 40
30 RTN 20
40 RTN 20
30 RDS =
40 RDS =
30 COH =
40 COH =
30 PRG =
40 PRG =
30 EXA =
40 EXA =
30 EXY =
40 EXY =
30 EXN =
40 EXN =
30 SUP =
40 SUP =
30 URG =
40 URG =
40 FIN 50
50 APV 60
50 APN 40
60 CBK ?
60 RWK 30
70 RWK 30
80 RWK 30
70 ARC 80
60 ARC 80
20 SUS 95
30 SUS 95
40 SUS 95
95 RES ?
10 MRG 93
20 MRG 93
30 MRG 93
40 MRG 93
10 WDR 92
20 WDR 92
30 WDR 92
40 WDR 92
10 TRF 94
20 TRF 94
30 TRF 94
40 TRF 94
80 UNA 70
"""
ANYWHERE = ("RCK",)
NOTES = {"PRG", "COH", "SUP", "URG"}
_REASONED = {"REJ", "RTN", "EXA", "SUS", "UNA", "WDR"}
DECIDED = {"APV", "APN", "EXY", "EXN"}
STATES = ("10", "20", "30", "40", "50", "60", "70", "80", "91", "92", "93", "94", "95")
ARROWS = {(line.split()[0], line.split()[1]): line.split()[2] for line in LINES.split("\n") if line}
ARROWS |= {(state, action): "=" for state in STATES for action in ANYWHERE}
ACTIONS = sorted({action for _, action in ARROWS})


def standing(log: list[Row]) -> list[Row]:
    """What was not taken back, without the corrections themselves."""
    undone = {row["corrects_seq"] for row in log if row["action"] == "COR"}
    return [row for row in log if row["action"] != "COR" and row["seq"] not in undone]


def status_after(log: list[Row]) -> str:
    """Where a log leads, by the table alone."""
    state, hung_from = "00", ""
    for row in standing(log):
        arrow = ARROWS[state, row["action"]]
        hung_from = state if row["action"] == "SUS" else hung_from
        if arrow == "=":
            continue
        if arrow == "?" and row["action"] == "RES":
            state = hung_from
        elif arrow == "?":
            state = "70" if row["contact_result"] in ("1", "2") else state
        else:
            state = arrow
    return state


def faults(log: list[Row], nature: str, office: Office, since: int = 0) -> list[str]:
    """Every row from `since` on that the dossier forbids."""
    found: list[str] = []
    for at, row in enumerate(log[since:], since):
        before, name = log[:at], f"{row['seq']} {row['action']}"
        if row["seq"] != at + 1:
            found.append(f"{name}: out of order")
        if row["action"] == "COR":
            said = not_taken_back(before, row["corrects_seq"])
        else:
            said = refuses(before, row, nature, office) or _written(row, before)
        if row["from_status"] != status_after(before):
            found.append(f"{name}: from {row['from_status']}")
        if said:
            found.append(f"{name}: {said}")
            break
        if row["to_status"] != status_after(log[: at + 1]):
            found.append(f"{name}: to {row['to_status']}")
    return found


def refuses(log: list[Row], row: Row, nature: str, office: Office) -> str:
    """Why the dossier does not let this row follow; nothing if it does."""
    state = status_after(log)
    if (state, row["action"]) not in ARROWS:
        return f"not from {state}"
    if log and row["at"] < log[-1]["at"]:
        return "before the last step"
    return _guard({**row, "from_status": state}, log, nature, office)


def not_taken_back(log: list[Row], seq: int | None) -> str:
    """Why a correction of this row may not follow: decision 19."""
    rows = [row for row in standing(log) if row["action"] not in {"REG", "ACC"}]
    named = [row for row in rows if row["seq"] == seq]
    if seq is None or (named and (named[0] is rows[-1] or named[0]["action"] in NOTES)):
        return ""
    return f"{seq} does not stand last"


def _guard(row: Row, log: list[Row], nature: str, office: Office) -> str:
    before = standing(log)
    action, state, text = row["action"], row["from_status"], (row["text"] or "").strip()
    asked = _asked(before)
    checks: dict[str, bool] = {
        "a reason is wanted": action not in _REASONED or bool(text),
        "sent to nobody": action not in {"DSP", "RDS"} or bool(row["handling_unit_id"]),
        "finished on the spot": not (action == "FIN" and state == "20") or nature in "16",
        "no result": action != "FIN" or nature == "6" or (len(text) >= 10 and bool(row["outcome"])),
        "nothing was asked": action not in {"EXY", "EXN"} or asked is not None,
        "not in person": action not in DECIDED
        or not (typed := beside(row).get("typed"))
        or not office.staff - {typed},
        "archived unasked": not (action == "ARC" and state == "60")
        or _this_round(before, "CBK").get("contact_result") in {"3", "4", "5", "6"},
        "no rebound": not (action == "RWK" and state == "80")
        or bool(_this_round(before, "RCK").get("rebound")),
        "merged into nothing": action != "MRG"
        or row["into_ticket_id"] not in {None, row["ticket_id"]},
        "handed to nobody": action != "TRF" or bool(beside(row).get("to_unit")),
        "no day to look again": action != "SUS"
        or 1 <= _days(row["at"], beside(row).get("review_on")) <= 90,
    }
    wrong = [said for said, right in checks.items() if not right]
    wrong += filter(None, [whose(action, before, doers(row), office)])
    return ", ".join((*wrong, *_call(row), *_more_time(row, log, asked)))


def whose(action: str, before: list[Row], hands: set[int], office: Office) -> str:
    """Whose hand a step may not be, as long as somebody else is there: three people."""

    def barred(others: set[int]) -> bool:
        return bool(hands & others and office.staff - others)

    if action in {"EXY", "EXN"}:
        return "extended by oneself" if barred(doers(_asked(before) or {})) else ""
    if action not in {"APV", "CBK"}:
        return ""
    finish: Row = {}
    approved: set[int] = set()
    for row in before:
        finish = row if row["action"] == "FIN" else finish
        approved = set() if row is finish else approved
        approved = {row["by_id"]} - {None} if row["action"] == "APV" else approved
    handlers = [office.handlers.get(one["handler_id"]) for one in before if one["handling_unit_id"]]
    workers = (doers(finish) | {*handlers[-1:]}) - {None}
    if barred(workers):
        return "own work"
    return "own approval" if action == "CBK" and barred(workers | approved) else ""


def doers(row: Row) -> set[int]:
    """Who is named, and who was signed in."""
    return {row.get("by_id"), beside(row).get("typed")} - {None}  # type: ignore[arg-type]


def _call(row: Row) -> list[str]:
    """What is wrong with the words of a call-back."""
    if row["action"] != "CBK":
        return []
    contact, rating = row["contact_result"], row["satisfaction"]
    checks = {
        "no contact": bool(contact),
        "no rating": contact != "1" or bool(rating),
        "a rating from nobody": contact == "1" or rating in {None, "9"},
    }
    return [said for said, right in checks.items() if not right]


def _more_time(row: Row, log: list[Row], asked: Row | None) -> list[str]:
    """What is wrong with an extension: once, before the deadline, of five days at most."""
    action = row["action"]
    if action not in {"EXA", "EXY"}:
        return []
    days = row["days"] or (asked["days"] if asked else 0) or 0
    when = asked["at"] if asked else max(row["at"], row.get("now", ""))
    checks = {
        "extended twice": all(one["action"] != "EXY" for one in standing(log)),
        "asked twice": action != "EXA" or asked is None,
        "too many days": 1 <= days <= 5,
        "asked too late": when < deadline_of(log),
    }
    return [said for said, right in checks.items() if not right]


def _written(row: Row, log: list[Row]) -> str:
    """What is wrong with what the office itself wrote into a row: its round and its deadline."""
    action, due = row["action"], row["due_at"]
    rounds = sum(one["action"] == "RWK" for one in standing(log)) + (action == "RWK")
    if row["round_no"] != 1 + rounds:
        return "another round"
    if action not in {"ACC", "RWK", "EXY", "RES"}:
        return "a deadline of its own" if due else ""
    if due is None:
        return "no deadline"
    if action == "ACC":
        return ""
    later = due > row["at"] if action == "RWK" else due >= deadline_of(log)
    return "" if later else "an odd deadline"


def _this_round(before: list[Row], action: str) -> Row:
    """The last such step since the ticket was opened again."""
    found: Row = {}
    for row in before:
        found = {} if row["action"] == "RWK" else row if row["action"] == action else found
    return found


def beside(row: Row) -> Row:
    """What a row keeps beside its columns."""
    kept: Row = json.loads(row.get("payload") or "{}")
    return kept


def _days(start: str, end: str | None) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start[:10])).days if end else 0


def _asked(before: list[Row]) -> Row | None:
    """The request for more time that nobody answered yet."""
    waits: Row | None = None
    for row in before:
        if row["action"] == "EXA":
            waits = row
        elif row["action"] in {"EXY", "EXN", "RTN", "RWK"}:
            waits = None
    return waits


def deadline_of(log: list[Row]) -> str:
    """The deadline that holds, "" where none does."""
    return str(next((row["due_at"] for row in reversed(deadlines(log, "9999"))), ""))
