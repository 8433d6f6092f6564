"""What the rows of a ticket have to say by its log alone, typed from the domain dossier 2.11.

Shares nothing with the program, like `plain_life`.
"""

from tests.wenming_desktop.tickets.plain_life import (
    ACTIONS,
    Row,
    beside,
    deadline_of,
    standing,
    status_after,
)


def expected(log: list[Row]) -> Row:
    """The columns of the ticket's row that its log decides."""
    rows = standing(log)
    of = {name: [row for row in rows if row["action"] == name] for name in ACTIONS}
    sent = [row for row in rows if row["handling_unit_id"]]
    state, rounds = status_after(log), len(of["RWK"])
    finish, call = of["FIN"][-1:], of["CBK"][-1:]
    stood = [row for row in rows if row["to_status"] == "60" and row["action"] in {"FIN", "APV"}]
    levels = [beside(row)["level"] for row in of["SUP"] if beside(row).get("level")]
    return {
        "status": state,
        "round_no": rounds + 1,
        "rework_count": rounds,
        "return_count": len(of["RTN"]),
        "accepted_at": of["ACC"][0]["at"] if of["ACC"] else None,
        "due_at": deadline_of(log) or None,
        "handling_unit_id": sent[-1]["handling_unit_id"] if sent else None,
        "handler_id": sent[-1]["handler_id"] if sent else None,
        "finish_requested_at": finish[0]["at"] if finish else None,
        "completed_at": stood[-1]["at"] if stood and state in {"60", "70", "80"} else None,
        "outcome": finish[0]["outcome"] if finish else None,
        "contact_result": call[0]["contact_result"] if call else None,
        "satisfaction": call[0]["satisfaction"] if call else None,
        "callback_at": call[0]["at"] if call else None,
        "result_text": (finish[0]["text"] or None) if finish else None,
        "callback_by_id": call[0]["by_id"] if call else None,
        "supervision_level": levels[-1] if levels else None,
        "review_on": beside(of["SUS"][-1])["review_on"] if state == "95" else None,
        "archived_at": of["ARC"][-1]["at"] if state == "80" else None,
        "into_ticket_id": of["MRG"][-1]["into_ticket_id"] if of["MRG"] else None,
    }


def forgotten(tickets: list[Row]) -> list[int]:
    """Tickets merged into one that is void or was withdrawn: nobody works on them."""
    known = {row["id"]: row for row in tickets if not row["is_void"]}
    lost = {number for number, row in known.items() if row["status"] in {"91", "92"}}
    hosts = {row["id"]: row["into_ticket_id"] for row in known.values() if row["status"] == "93"}
    return [one for one, host in hosts.items() if host not in known or host in lost]


def extensions(log: list[Row]) -> dict[int, str | None]:
    """What was decided ("1" granted, "2" declined, None nothing yet), by the row that asked."""
    found: dict[int, str | None] = {}
    waits: int | None = None
    for row in standing(log):
        action, seq = row["action"], row["seq"]
        if action == "EXA":
            found[seq], waits = None, seq
        elif action in {"EXY", "EXN"}:
            found[seq if waits is None else waits] = "1" if action == "EXY" else "2"
            waits = None
        elif action in {"RTN", "RWK"}:
            waits = None
    return found


def seqs(log: list[Row], action: str) -> set[int]:
    """The rows of an action that stand."""
    return {row["seq"] for row in standing(log) if row["action"] == action}
