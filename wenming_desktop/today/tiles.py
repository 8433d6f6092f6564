"""The tiles below 今日工作台: the month so far beside last month up to the same day. Pure."""

from collections import Counter

from wenming_desktop.tallies.figures import rates
from wenming_desktop.tallies.model import Figures
from wenming_desktop.today.model import CardsLeft, Tile

_MINUS = "\N{MINUS SIGN}"


def tiles(
    now: Figures, then: Figures, signed: tuple[int, int] | None, cards: CardsLeft | None
) -> tuple[Tile, ...]:
    """The figures of the month so far beside those of last month up to the same day."""
    made = [
        Tile(
            "accepted",
            "本月受理",
            f"{len(now.accepted):,}",
            "件",
            _more(len(now.accepted), len(then.accepted)),
            bars=_by_day(now),
        ),
        _rate("on_time_rate", "按时办结率", (now, then), (len(now.due_on_time), len(now.due))),
        _rate("satisfaction_rate", "回访满意率", (now, then), (_good(now), len(now.rated))),
        Tile(
            "open_at_end",
            "期末在办",
            f"{len(now.open_at_end):,}",
            "件",
            _more(len(now.open_at_end), len(then.open_at_end)),
            fact=f"超期 {len(now.overdue_open):,} 件" if now.overdue_open else "没有超期",
        ),
    ]
    if signed is not None:
        made.append(_signed(signed, cards))
    return tuple(made)


def _rate(key: str, title: str, sides: tuple[Figures, Figures], parts: tuple[int, int]) -> Tile:
    now, then = (rates(figures)[key] for figures in sides)
    if now is None:
        none = "还没有到期的" if key == "on_time_rate" else "还没有评价"
        return Tile(key, title, "—", "", fact=none)
    change, tone = "", ""
    if then is not None:
        points = round(now - then, 1)
        change = "持平" if not points else f"{_signed_number(points, '.1f')} 点"
        tone = "ok" if points > 0 else "warn" if points < 0 else ""
    return Tile(key, title, f"{now:.1f}", "%", change, tone, f"{parts[0]:,} / {parts[1]:,} 件")


def _signed(signed: tuple[int, int], cards: CardsLeft | None) -> Tile:
    share, fact = None, ""
    if cards is not None and cards.households:
        share = cards.received / cards.households
        fact = f"共 {cards.received:,} / {cards.households:,} 户"
    return Tile(
        "signed", "连心卡签收", f"{signed[0]:,}", "张", _more(*signed), fact=fact, share=share
    )


def _good(figures: Figures) -> int:
    return len(figures.satisfied) + len(figures.basically_satisfied)


def _more(now: int, then: int) -> str:
    return "持平" if now == then else _signed_number(now - then, ",")


def _signed_number(value: float, shape: str) -> str:
    return f"{'+' if value > 0 else _MINUS}{format(abs(value), shape)}"


def _by_day(figures: Figures) -> tuple[int, ...]:
    found = Counter(figures.facts[ticket].accepted_at.day for ticket in figures.accepted)
    return tuple(found[day] for day in range(1, figures.period.last_day.day + 1))
