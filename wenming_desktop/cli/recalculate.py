"""`tickets recalculate`: deadlines that a changed calendar would move, shown or moved."""

from typing import Annotated, Any

import typer

from wenming_desktop.cli.common import give, opened
from wenming_desktop.tickets.recalculation import due_changes
from wenming_desktop.tickets.recalculation import recalculate as apply_all
from wenming_desktop.tickets.recalculation_model import DueChange, Recalculate, Recalculated

_NOTHING = "没有要重算的时限。"


def recalculate(
    apply: Annotated[bool, typer.Option("--apply", help="全部重算，不写就只列出来")] = False,
) -> None:
    """List open tickets whose deadline no longer fits the calendar, or move them all."""
    with opened() as office:
        found = office.desk.read(due_changes)
        told = Recalculated(0)
        if apply and found:
            told = office.desk.write(apply_all, Recalculate(found))
    skipped = [{"number": number, "why": why} for number, why in told.skipped]
    words = [_line(change) for change in found] or [_NOTHING]
    if apply and found:
        words.append(f"重算了 {told.done} 件，没有动的 {len(skipped)} 件。")
    give({"tickets": [_change(one) for one in found], "done": told.done, "skipped": skipped},
         "\n".join(words))  # fmt: skip


def _change(change: DueChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "number": change.number,
        "due_at": change.old,
        "new_due_at": change.new,
        "why": change.why,
    }


def _line(change: DueChange) -> str:
    moved = f"{change.old:%Y-%m-%d %H:%M} → {change.new:%Y-%m-%d %H:%M}"
    return f"{change.number}　{moved}　{change.shift}　{change.why}　{change.title}"
