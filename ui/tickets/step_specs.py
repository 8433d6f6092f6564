"""The steps of a ticket as the window offers them: their words, their fields, what was done.

Codes are those of ticket_action.csv; which of them may be taken is asked of the services.
"""

from dataclasses import dataclass
from typing import Final

from wenming_desktop.tickets.board_view import TicketView

ANSWER: Final = "ANS"
"""报到: no step of the log; members answer a whistle."""


@dataclass(frozen=True)
class StepSpec:
    """One step: title of its form, words of its button, its fields, what the bar says after.

    `beside` are fields that stand beside the title.
    """

    action: str
    title: str
    button: str
    done: str
    fields: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    icon: str = "ri.check-line"
    hint: str = ""
    needs: str = ""
    """A field that may not be empty although the rules do not ask for it."""


_SPECS: Final = (
    StepSpec("ACC", "受理", "受理", "已受理", hint="受理后给编号，开始计时。"),
    StepSpec("REJ", "不予受理", "不予受理", "已记为不予受理", ("reason",)),
    StepSpec("DSP", "派单", "派单", "已派单", ("unit", "note"), icon="ri.send-plane-line"),
    StepSpec("SGN", "签收", "签收", "已签收", hint="承办单位接了这件事，记下签收。"),
    StepSpec("RTN", "退回派单", "退回", "已退回", ("reason",), icon="ri.arrow-go-back-line"),
    StepSpec("RDS", "改派", "改派", "已改派", ("unit", "note"), icon="ri.send-plane-line"),
    StepSpec("COH", "吹哨，请一起办", "吹哨", "已吹哨", ("asked",), needs="asked"),
    StepSpec(
        ANSWER,
        "报到",
        "记下报到",
        "已记下报到",
        ("people",),
        icon="ri.user-add-line",
        hint="办结时给到场的每人记一条服务记录。",
    ),
    StepSpec("PRG", "补一笔", "记下", "已记下", ("note",), needs="note", icon="ri.add-line"),
    StepSpec("EXA", "申请延期", "申请延期", "已申请延期", ("days", "reason"), icon="ri.time-line"),
    StepSpec("EXY", "同意延期", "同意延期", "已同意延期"),
    StepSpec("EXN", "不同意延期", "不同意", "已记为不同意延期", ("note",)),
    StepSpec("SUP", "督办", "督办", "已督办", ("level", "note")),
    StepSpec("URG", "催办", "催办", "已催办", ("note",), icon="ri.phone-line"),
    StepSpec("FIN", "办结", "申请办结", "已申请办结", ("result", "outcome"), ("quantities",)),
    StepSpec("APV", "审核", "审核通过", "已审核通过", hint="看过结果，同意办结。"),
    StepSpec("APN", "审核不通过", "退回重做", "已退回重做", ("note",), needs="note"),
    StepSpec(
        "CBK",
        "回访",
        "完成回访",
        "已回访",
        ("satisfaction", "words"),
        ("contact", "solved"),
        icon="ri.archive-line",
    ),
    StepSpec("RWK", "退回重办", "退回重办", "已退回重办", ("note",), icon="ri.arrow-go-back-line"),
    StepSpec("RCK", "回头看", "记下", "已记下回头看", ("rebound", "note")),
    StepSpec("SUS", "挂账", "挂账", "已挂账", ("reason", "review_on"), hint="挂账期间不计时。"),
    StepSpec("RES", "恢复办理", "恢复办理", "已恢复办理", hint="停下的工作日补回时限里。"),
    StepSpec("MRG", "并单", "并入", "已并单", ("into", "note")),
    StepSpec("WDR", "撤单", "撤单", "已撤单", ("reason",)),
    StepSpec("TRF", "移交", "移交", "已移交", ("to_unit", "note")),
    StepSpec("ARC", "归档", "归档", "已归档", icon="ri.archive-line"),
    StepSpec("UNA", "撤销归档", "撤销归档", "已撤销归档", ("reason",)),
)
SPECS: Final = {spec.action: spec for spec in _SPECS}

AT_HAND: Final[dict[str, tuple[str, ...]]] = {
    "10": ("REJ",),
    "20": ("FIN", "TRF"),
    "30": (ANSWER, "RDS", "RTN"),
    "40": (ANSWER, "EXY", "EXN", "EXA", "RDS"),
    "50": ("APN",),
    "60": ("RWK", "CBK"),
    "70": ("RWK",),
    "80": ("RWK", "RCK"),
}
"""Steps beside the main one that have a button of their own; the rest are under 更多."""
ON_THE_SPOT: Final = StepSpec(
    "FIN", "当场办结", "当场办结", "已当场办结", ("result", "outcome"), hint="只有咨询和表扬可以。"
)


def spec_of(action: str, status: str) -> StepSpec:
    """The step's words where the ticket stands."""
    return ON_THE_SPOT if action == "FIN" and status == "20" else SPECS[action]


def hint_of(spec: StepSpec, view: TicketView, *, answered: bool) -> str:
    """What is said below a step's fields; `answered` is whether a call-back reached anybody."""
    if spec.action == "CBK":
        if not answered:
            return "没有问到本人：记下来，还可以再打；实在联系不上就直接归档。"
        whom = view.handler or view.unit
        return f"选“不满意”或“没有，退回重办”，会退回{whom}重办并重新计时"
    if spec.action == "EXY" and view.asked_days:
        return f"申请延 {view.asked_days} 个工作日，同意后时限跟着改。"
    return spec.hint
