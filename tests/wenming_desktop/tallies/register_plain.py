"""The population counted day by day from raw rows: shares nothing with the program."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
FAR = "9999-12-31"


def here(row: Row, day: date) -> bool:
    """Whether a stay covers a day."""
    text = day.isoformat()
    return (row["from_on"] or "") <= text < (row["to_on"] or FAR)


def who(rows: list[Row], day: date, what: str) -> dict[int, int]:
    """Who is registered (or lives) here on a day, and in which household."""
    return {r["resident_id"]: r["household_id"] for r in rows if r[what] and here(r, day)}


def population(rows: list[Row], begin: date, end: date) -> dict[str, int]:
    """Stock on the last day, and who came and went between two days, found day by day."""
    last = end - timedelta(days=1)
    living, hukou = who(rows, last, "is_living"), who(rows, last, "is_hukou")
    entered = left = 0
    day = begin
    while day < end:
        then, now = who(rows, day - timedelta(days=1), "is_living"), who(rows, day, "is_living")
        entered += len(now.keys() - then.keys())
        left += len(then.keys() - now.keys())
        day += timedelta(days=1)
    return {
        "living": len(living),
        "registered": len(hukou),
        "together": sum(hukou.get(one) == home for one, home in living.items()),
        "registered_only": len([one for one in hukou if one not in living]),
        "living_only": len([one for one in living if one not in hukou]),
        "split_within": sum(hukou.get(one, home) != home for one, home in living.items()),
        "living_before": len(who(rows, begin - timedelta(days=1), "is_living")),
        "entered": entered,
        "left": left,
    }


def ages(births: dict[int, str], people: dict[int, int], day: date) -> Counter[int]:
    """How many of each age, by counting birthdays."""
    found: Counter[int] = Counter()
    for one in people:
        if births.get(one):
            year, rest = births[one][:4], births[one][5:]
            found[day.year - int(year) - (f"{day:%m-%d}" < rest)] += 1
    return found
