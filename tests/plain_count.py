"""A month counted from the exported log alone: shares nothing with the program.

Run: python tests/plain_count.py LOG.json, where LOG.json comes from `tally PERIOD --log LOG.json`.
"""

import json
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

OPEN, CLOSED, OUT = {"20", "30", "40", "50", "95"}, {"60", "70", "80"}, {"91", "92", "93", "94"}
Row = dict[str, Any]


def phase(rows: list[Row]) -> str:
    """none, open, closed or out, by what the last row says."""
    status = rows[-1]["to_status"] if rows else "00"
    named = (("open", OPEN), ("closed", CLOSED), ("out", OUT))
    return next((name for name, those in named if status in those), "none")


def standing(rows: list[Row], end: str) -> list[Row]:
    """What was done before the end and was not taken back."""
    known = [row for row in rows if row["at"] < end]
    undone = {row["corrects_seq"] for row in known if row["corrects_seq"]}
    return [r for r in known if r["action"] != "COR" and r["seq"] not in undone]


def deadlines(rows: list[Row], end: str) -> list[Row]:
    """The rows whose deadline counted one after the other, the last being the one that holds.

    A correction that names no row and has a deadline gives it anew; it goes with the row before it
    when that one is taken back.
    """
    found: list[Row] = []
    for row in (row for row in rows if row["at"] < end):
        gone = [at for at, one in enumerate(found) if one["seq"] == row["corrects_seq"]]
        for at in gone:
            after = [one["action"] for one in found[at + 1 :]] + ["end"]
            fallen = next(n for n, action in enumerate(after) if action != "COR")
            found = found[:at] + found[at + 1 + fallen :]
        if row["due_at"] and not row["corrects_seq"]:
            found.append(row)
    return found


def finishes(rows: list[Row]) -> list[tuple[str, str, str | None, int]]:
    """(asked, approved, outcome, row) of every finish that stood."""
    found, asked = [], None
    for row in rows:
        if row["action"] == "FIN":
            asked = row
        stood = row["action"] == "APV" or (row["action"] == "FIN" and row["to_status"] == "60")
        if asked and stood:
            found.append((asked["at"], row["at"], asked["outcome"], asked["seq"]))
    return found


def one(ticket: Row, log: list[Row], begin: str, end: str, seen: str) -> set[str]:
    """The sets a ticket belongs to; no deadline after `seen` is missed yet."""
    rows = standing(log, end)
    inside = [row for row in rows if row["at"] >= begin]
    was, now = phase([row for row in rows if row["at"] < begin]), phase(rows)
    new, acts = begin <= ticket["accepted_at"] < end, {row["action"] for row in inside}
    if ticket["nature"] == "6":
        return {"praise"} if new else set()
    again = was == "closed" and "RWK" in acts
    promised = deadlines(log, end)
    dues = [row["due_at"] for row in promised]
    firsts = [row["due_at"] for row in promised if row["round_no"] == 1]
    stood = finishes(rows)
    ratings = [row["satisfaction"] for row in inside if row["satisfaction"] in ("1", "2", "3")]
    due = bool(firsts) and begin <= firsts[-1] < seen and now != "out"
    finished = any(approved >= begin for _, approved, *_ in stood)
    completed = now == "closed" and (was != "closed" or again)
    outcome = stood[-1][2] if stood else None
    hung = bool(rows) and rows[-1]["to_status"] == "95"
    holds = {
        "open_at_start": was == "open",
        "accepted": new,
        "reopened": again,
        "completed": completed,
        "out": now == "out" and was != "out",
        "open_at_end": now == "open",
        "completed_of_accepted": new and now == "closed",
        "due": due,
        "due_on_time": due and bool(stood) and stood[0][0] <= firsts[-1],
        "overdue_open": now == "open" and not hung and bool(dues) and dues[-1] < seen,
        "rated": bool(ratings),
        "satisfied": ratings[-1:] == ["1"],
        "basically_satisfied": ratings[-1:] == ["2"],
        "dissatisfied": ratings[-1:] == ["3"],
        "first_satisfied": ratings[:1] in (["1"], ["2"]),
        "finished": finished,
        "called_back": finished and "CBK" in acts,
        "reworked": "RWK" in acts,
        "returned": "RTN" in acts,
        "dispatched": "DSP" in acts,
        "extended": "EXY" in acts,
        "rechecked": "RCK" in acts,
        "rebounded": any(row["rebound"] for row in inside if row["action"] == "RCK"),
        "solved": completed and outcome == "1",
        "judged": completed and outcome in ("1", "2", "3", "4"),
    }
    return {name for name, true in holds.items() if true}


def per_cent(part: int, whole: int) -> float | None:
    """One decimal, half up."""
    return (part * 2000 + whole) // (2 * whole) / 10 if whole > 0 else None


def rates(n: Counter[str], left: int) -> dict[str, float | None]:
    """Every rate; `left` are accepted tickets that went out in the same period."""
    to_close = n["open_at_start"] + n["accepted"] + n["reopened"] - n["out"]
    good = n["satisfied"] + n["basically_satisfied"]
    return {
        "completion_rate": per_cent(n["completed_of_accepted"], n["accepted"] - left),
        "cumulative_completion_rate": per_cent(n["completed"], to_close),
        "on_time_rate": per_cent(n["due_on_time"], n["due"]),
        "callback_rate": per_cent(n["called_back"], n["finished"]),
        "valid_callback_rate": per_cent(n["rated"], n["finished"]),
        "satisfaction_rate": per_cent(good, n["rated"]),
        "strict_satisfaction_rate": per_cent(n["satisfied"], n["rated"]),
        "first_callback_satisfaction_rate": per_cent(n["first_satisfied"], n["rated"]),
        "resolution_rate": per_cent(n["solved"], n["judged"]),
        "rework_rate": per_cent(n["reworked"], n["finished"]),
        "return_rate": per_cent(n["returned"], n["dispatched"]),
        "extension_rate": per_cent(n["extended"], n["due"]),
        "rebound_rate": per_cent(n["rebounded"], n["rechecked"]),
    }


def last_unit(rows: list[Row]) -> str:
    """Who had it last."""
    named: list[str] = [row["unit"] for row in rows if row["unit"]]
    return named[-1] if named else "未划分"


def sums(document: dict[str, Any], finish: dict[int, int | None]) -> list[dict[str, Any]]:
    """What the last finish of each finished ticket achieved, by category and measure."""
    kinds = {t["id"]: t["category"] for t in document["tickets"]}
    found: dict[tuple[str, str], list[Row]] = {}
    for row in document["quantities"]:
        if finish.get(row["ticket_id"]) == row["action_seq"]:
            place = kinds[row["ticket_id"]], row["measure"]
            found.setdefault(place, []).append(row)
    told = []
    for (category, measure), rows in sorted(found.items()):
        amount = sum(Decimal(row["amount"]) for row in rows)
        said = int(amount) if amount % 1 == 0 else float(amount)
        tickets = len({row["ticket_id"] for row in rows})
        told.append({"category": category, "measure": measure, "amount": said, "tickets": tickets})
    return told


def last_finish(rows: list[Row]) -> int | None:
    """The row of the last finish that stood."""
    stood = finishes(rows)
    return stood[-1][3] if stood else None


FIGURES = (
    "open_at_start", "accepted", "reopened", "completed", "out", "open_at_end",
    "completed_of_accepted", "due", "due_on_time", "overdue_open", "rated", "satisfied",
    "basically_satisfied", "dissatisfied",
)  # fmt: skip
SIDES = {"by_source": "source", "by_category": "category", "by_grid": "grid"}


def count(document: dict[str, Any]) -> dict[str, Any]:
    """The document of `tally PERIOD --json`, but for `reconciled` only the sum is proved."""
    begin, end = document["begin"], document["end"]
    seen = document.get("seen_at", end)
    logs: dict[int, list[Row]] = {}
    for row in document["actions"]:
        logs.setdefault(row["ticket_id"], []).append(row)
    sets = {t["id"]: one(t, logs.get(t["id"], []), begin, end, seen) for t in document["tickets"]}
    n = Counter(name for those in sets.values() for name in those)
    new = [t for t in document["tickets"] if "accepted" in sets[t["id"]]]
    units = [last_unit(standing(logs.get(t["id"], []), end)) for t in new]
    done = {ticket for ticket, those in sets.items() if "completed" in those}
    last = {ticket: last_finish(standing(logs[ticket], end)) for ticket in done}
    flow = n["open_at_start"] + n["accepted"] + n["reopened"] - n["completed"] - n["out"]
    return {
        "period": document["period"],
        "figures": {name: n[name] for name in FIGURES},
        "rates": rates(n, sum({"accepted", "out"} <= sets[t["id"]] for t in new)),
        **{side: dict(sorted(Counter(t[key] for t in new).items())) for side, key in SIDES.items()},
        "by_handling_unit": dict(sorted(Counter(units).items())),
        "praise": n["praise"],
        "quantities": sums(document, last),
        "reconciled": n["open_at_end"] == flow,
    }


if __name__ == "__main__":
    told = count(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
