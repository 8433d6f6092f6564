"""Why the list of households is empty, and what helps."""

from ui.common.frames import EmptyState
from wenming_desktop.households.model import HouseholdFilter


def say_nothing(empty: EmptyState, wanted: HouseholdFilter) -> bool:
    """Say it; returns whether looking everywhere may help."""
    narrowed = bool(wanted.tags or wanted.estate_id or wanted.grid_id)
    if wanted.text:
        only = "只查了选中的小区、网格和标签。" if narrowed else ""
        empty.say(f"没有找到“{wanted.text}”", f"试试少输一个字母，或用门牌、电话尾号。{only}")
    elif narrowed:
        empty.say("没有这样的住户", "选中的小区、网格和标签合在一起，一户也没有。")
    else:
        empty.say(
            "台账还是空的",
            "先用导入命令把手里的 Excel 台账导进来，表头会自动认。",
            icon="ri.group-line",
            tone="ink",
        )
    return narrowed
