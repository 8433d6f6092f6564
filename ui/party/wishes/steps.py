"""What the dialog of a wish asks for at each step: its fields, its button, the other ways on."""

from dataclasses import dataclass
from typing import Final

from wenming_desktop.wishes import rules
from wenming_desktop.wishes.model import WishSheet


@dataclass(frozen=True)
class StepSpec:
    """A step: the move, the words of its button, its fields in order, a sentence about it."""

    move: str
    button: str
    fields: tuple[str, ...]
    told: str = ""


_NEXT: Final = {
    rules.COLLECTED: StepSpec(
        "publish",
        "公示",
        ("display_name",),
        "核实了家庭情况、心愿合理，就可以公示。贴出去的只有这个称呼，没有全名。",
    ),
    rules.CARRIED: StepSpec(
        "publish", "再次公示", ("display_name",), "上一期没有人认领，可以再公示一次。"
    ),
    rules.PUBLISHED: StepSpec(
        "claim", "认领", ("claimant", "on"), "认领后 7 天内要和本人对接，到期没动静会列出来。"
    ),
    rules.CLAIMED: StepSpec("fulfil", "实现", ("on", "hours", "signed", "thanks")),
    rules.FULFILLED: StepSpec("sign", "补记签收", ("thanks",), "已经实现，受助人还没有签收。"),
}
CLOSING: Final = {
    "decline": StepSpec("decline", "不予采纳", ("reason",), "写明理由，居民问起来好答复。"),
    "cancel": StepSpec("cancel", "取消心愿", ("reason",), "写明为什么取消。"),
}
OTHERS: Final = {
    "change": "改内容",
    "decline": "不予采纳",
    "give_back": "退回认领",
    "carry_over": "转下期",
    "cancel": "取消心愿",
}
"""Moves beside the next step, with the words of their buttons."""


def next_step(sheet: WishSheet) -> StepSpec | None:
    """The step a wish makes next; None where it has come to its end."""
    spec = _NEXT.get(sheet.status)
    if spec is None or (spec.move == "sign" and sheet.signed):
        return None
    if spec.move == "fulfil" and sheet.claimed_member_id is None:
        plain = tuple(name for name in spec.fields if name != "hours")
        return StepSpec(spec.move, spec.button, plain)
    return spec


def facts(sheet: WishSheet) -> tuple[tuple[str, str], ...]:
    """What is known of a wish, label by label; what is not is left out."""
    cost = f"{sheet.cost} 元" if sheet.cost is not None else ""
    lines = (
        ("类别", f"{sheet.category_name}　{cost}".strip()),
        ("征集", _told(sheet.collected_on, sheet.collected_by)),
        ("公示" if sheet.display_name else "审核", _reviewed(sheet)),
        ("认领", _told(sheet.claimed_on, sheet.claimant)),
        ("对接期限", _due(sheet)),
        ("实现", _fulfilled(sheet)),
        (sheet.status_name, sheet.closed_reason),
    )
    return tuple((label, text) for label, text in lines if text)


def _told(on: object, who: str) -> str:
    return f"{on}　{who}".strip() if on is not None else ""


def _reviewed(sheet: WishSheet) -> str:
    who = _told(sheet.reviewed_on, sheet.reviewed_by)
    return f"{who}　称呼 {sheet.display_name}" if who and sheet.display_name else who


def _due(sheet: WishSheet) -> str:
    if sheet.contact_due_on is None or sheet.status != rules.CLAIMED:
        return ""
    late = f"，超期 {sheet.late} 天" if sheet.late else ""
    return f"{sheet.contact_due_on}{late}"


def _fulfilled(sheet: WishSheet) -> str:
    if sheet.fulfilled_on is None:
        return ""
    return f"{sheet.fulfilled_on}　{'受助人已签收' if sheet.signed else '受助人还没有签收'}"
