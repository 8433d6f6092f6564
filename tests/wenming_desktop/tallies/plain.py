"""A second count, written on purpose without the program: plain rows in, sets out.

It knows the dossier's words alone (6.1) and trusts the statuses in the log.
"""

from datetime import datetime
from typing import Any

OPEN, CLOSED, OUT = {"20", "30", "40", "50", "95"}, {"60", "70", "80"}, {"91", "92", "93", "94"}
Row = dict[str, Any]


def phase(rows: list[Row]) -> str:
    status = rows[-1]["to_status"] if rows else "00"
    named = (("open", OPEN), ("closed", CLOSED), ("out", OUT))
    return next((name for name, those in named if status in those), "none")


def standing(rows: list[Row], end: datetime) -> list[Row]:
    known = [row for row in rows if row["at"] < end]
    undone = {row["corrects_seq"] for row in known if row["corrects_seq"]}
    return [r for r in known if r["action"] != "COR" and r["seq"] not in undone]


def finishes(rows: list[Row]) -> list[tuple[datetime, datetime]]:
    """(asked, approved) of every finish that stood."""
    found, asked = [], None
    for row in rows:
        if row["action"] == "FIN":
            asked = row["at"]
        if asked and (row["action"] == "APV" or (row["action"], row["to_status"]) == ("FIN", "60")):
            found.append((asked, row["at"]))
    return found


def tally(logs: dict[int, list[Row]], begin: datetime, end: datetime) -> dict[str, set[int]]:
    """Ids of each set, for accepted tickets that are no praise."""
    names = ["O0", "A", "R", "C", "X", "O1", "D", "D_ok", "F", "V", "S"]
    sets: dict[str, set[int]] = {name: set() for name in names}
    for key, log in logs.items():
        rows = standing(log, end)
        for name in one(rows, [row for row in rows if row["at"] >= begin], (begin, end)):
            sets[name].add(key)
    return sets


def one(rows: list[Row], inside: list[Row], span: tuple[datetime, datetime]) -> set[str]:
    was, now = phase([row for row in rows if row["at"] < span[0]]), phase(rows)
    acts = {row["action"] for row in inside}
    again = was == "closed" and "RWK" in acts
    dues = [row["due_at"] for row in rows if row["due_at"] and row["round_no"] == 1]
    stood = finishes(rows)
    ratings = [row["satisfaction"] for row in inside if row["satisfaction"] in ("1", "2", "3")]
    due = bool(dues) and span[0] <= dues[-1] < span[1] and now != "out"
    return {
        name
        for name, holds in {
            "O0": was == "open",
            "A": "ACC" in acts,
            "R": again,
            "C": now == "closed" and (was != "closed" or again),
            "X": now == "out" and was != "out",
            "O1": now == "open",
            "D": due,
            "D_ok": due and bool(stood) and stood[0][0] <= dues[-1],
            "F": any(approved >= span[0] for _, approved in stood),
            "V": bool(ratings),
            "S": bool(ratings) and ratings[-1] != "3",
        }.items()
        if holds
    }
