"""Why the list of households is empty, and what helps."""

from ui.common.frames import EmptyState
from wenming_desktop.households.model import HouseholdFilter


def is_narrowed(wanted: HouseholdFilter) -> bool:
    """Whether more than the text narrows the list."""
    return bool(wanted.tags or wanted.estate_id or wanted.grid_id)


def is_new(wanted: HouseholdFilter) -> bool:
    """Whether a list that shows nothing has nothing at all."""
    return not wanted.text and not is_narrowed(wanted)


def say_nothing(empty: EmptyState, wanted: HouseholdFilter, narrowed_by: str) -> None:
    """Say it; `narrowed_by` names the places and labels that are on."""
    only = f"只在“{narrowed_by}”里找过。" if narrowed_by else ""
    if wanted.text:
        empty.say(f"没有找到“{wanted.text}”", f"{only}试试少输一个字母，或用门牌、电话尾号。")
    elif is_narrowed(wanted):
        empty.say("没有这样的住户", f"选的是“{narrowed_by}”，合在一起一户也没有。")
    else:
        empty.say(
            "还没有住户",
            "先把手里的 Excel 台账导进来，表头会自动认，写进去以前先看一遍结果。",
            icon="ri.group-line",
            tone="ink",
        )


def say_refused(empty: EmptyState, text: str) -> None:
    """Say why nothing can be shown."""
    empty.say("住户没有读出来", text, icon="ri.error-warning-line", tone="danger")
