"""工单流转 once more, typed from the domain dossier 2.11.1 and decisions 15, 16, 18, 19.

Shares nothing with the program: it reads rows of the data file and says what a ticket must be.
"""

from typing import Any

Row = dict[str, Any]
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
STATES = ("10", "20", "30", "40", "50", "60", "70", "80", "91", "92", "93", "94", "95")
ARROWS = {(line.split()[0], line.split()[1]): line.split()[2] for line in LINES.split("\n") if line}
ARROWS |= {(state, action): "=" for state in STATES for action in ANYWHERE}


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


def faults(log: list[Row], nature: str, people: dict[int, int | None]) -> list[str]:
    """Every row that the dossier forbids; `people` gives the person behind a handler."""
    found: list[str] = []
    for at, row in enumerate(log):
        before = log[:at]
        state, name = status_after(before), f"{row['seq']} {row['action']}"
        if row["seq"] != at + 1 or (before and row["at"] < before[-1]["at"]):
            found.append(f"{name}: out of order")
        if row["from_status"] != state:
            found.append(f"{name}: from {row['from_status']}, stood at {state}")
        if row["action"] != "COR" and (state, row["action"]) not in ARROWS:
            found.append(f"{name}: not from {state}")
            break
        if row["to_status"] != status_after(log[: at + 1]):
            found.append(f"{name}: to {row['to_status']}")
        if said := _guard(row, standing(before), nature, people):
            found.append(f"{name}: {said}")
    return found


def _guard(row: Row, before: list[Row], nature: str, people: dict[int, int | None]) -> str:
    action, state, text = row["action"], row["from_status"], row["text"] or ""
    last = {one["action"]: one for one in before}
    finish = last.get("FIN", {})
    handlers = [people.get(one["handler_id"]) for one in before if one["handling_unit_id"]]
    doers = {finish.get("by_id"), *handlers[-1:]} - {None}
    asked = _asked(before)
    checks: dict[str, bool] = {
        "a reason is wanted": action not in {"REJ", "RTN", "EXA", "SUS", "UNA"}
        or bool(text.strip()),
        "dispatched to nobody": action != "DSP" or bool(row["handling_unit_id"]),
        "finished on the spot": not (action == "FIN" and state == "20") or nature in "16",
        "no result": action != "FIN" or nature == "6" or (len(text) >= 10 and bool(row["outcome"])),
        "own work": action not in {"APV", "CBK"} or row["by_id"] not in doers,
        "no contact": action != "CBK" or bool(row["contact_result"]),
        "no rating": action != "CBK" or (row["contact_result"] != "1" or bool(row["satisfaction"])),
        "a rating from nobody": action != "CBK"
        or row["contact_result"] == "1"
        or row["satisfaction"] in {None, "9"},
        "extended by oneself": action not in {"EXY", "EXN"}
        or asked is None
        or row["by_id"] is None
        or asked["by_id"] != row["by_id"],
        "nothing was asked": action != "EXN" or asked is not None,
        "extended twice": action != "EXY" or "EXY" not in last,
        "too many days": action not in {"EXA", "EXY"} or 1 <= (row["days"] or 0) <= 5,
        "asked too late": action != "EXA" or row["at"] < _due(before),
        "archived unasked": not (action == "ARC" and state == "60")
        or last.get("CBK", {}).get("contact_result") in {"3", "4", "5", "6"},
        "no rebound": not (action == "RWK" and state == "80")
        or bool(last.get("RCK", {}).get("rebound")),
        "merged into nothing": action != "MRG" or bool(row["into_ticket_id"]),
        "round": row["round_no"]
        == 1 + sum(one["action"] == "RWK" for one in before) + (action == "RWK")
        or action == "COR",
        "an unhappy call stays": True,
    }
    return ", ".join(said for said, right in checks.items() if not right)


def _asked(before: list[Row]) -> Row | None:
    """The request for more time that nobody answered yet."""
    waits: Row | None = None
    for row in before:
        if row["action"] == "EXA":
            waits = row
        elif row["action"] in {"EXY", "EXN", "RTN", "RWK"}:
            waits = None
    return waits


def _due(before: list[Row]) -> str:
    return str([row["due_at"] for row in before if row["due_at"]][-1])


def expected(log: list[Row]) -> Row:
    """The columns of the ticket's row that its log decides."""
    rows = standing(log)
    of = {name: [row for row in rows if row["action"] == name] for name in ACTIONS}
    sent = [row for row in rows if row["handling_unit_id"]]
    state, rounds = status_after(log), len(of["RWK"])
    finish, call = of["FIN"][-1:], of["CBK"][-1:]
    stood = [row for row in rows if row["to_status"] == "60" and row["action"] in {"FIN", "APV"}]
    dues = [row["due_at"] for row in rows if row["due_at"]]
    return {
        "status": state,
        "round_no": rounds + 1,
        "rework_count": rounds,
        "return_count": len(of["RTN"]),
        "accepted_at": of["ACC"][0]["at"] if of["ACC"] else None,
        "due_at": dues[-1] if dues else None,
        "handling_unit_id": sent[-1]["handling_unit_id"] if sent else None,
        "handler_id": sent[-1]["handler_id"] if sent else None,
        "finish_requested_at": finish[0]["at"] if finish else None,
        "completed_at": stood[-1]["at"] if stood and state in {"60", "70", "80"} else None,
        "outcome": finish[0]["outcome"] if finish else None,
        "contact_result": call[0]["contact_result"] if call else None,
        "satisfaction": call[0]["satisfaction"] if call else None,
        "callback_at": call[0]["at"] if call else None,
        "archived_at": of["ARC"][-1]["at"] if state == "80" else None,
        "into_ticket_id": of["MRG"][-1]["into_ticket_id"] if of["MRG"] else None,
    }


ACTIONS = sorted({action for _, action in ARROWS})
