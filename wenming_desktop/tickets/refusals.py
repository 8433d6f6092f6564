"""工单办不下去的原因: one error a guard, each with the field where the clerk can mend it."""

from typing import Any, ClassVar

from wenming_desktop.errors import UserError


class StepRefusedError(UserError):
    """A step that the rules refuse; `focus` is the field to go to."""

    code = "ticket.refused"
    text = "工单{number}这一步没有办成。"
    focus: ClassVar[str | None] = None

    def __init__(self, *, number: str = "", **facts: Any) -> None:
        super().__init__(field=self.focus, number=number, **facts)


class FinishBeforeDispatchError(StepRefusedError):
    """Only a consultation or a praise is finished on the spot."""

    code = "ticket.finish_before_dispatch"
    text = "工单{number}还没有派单。只有咨询和表扬可以当场办结，请先派单。"
    focus = "handler"


class BeforeLastStepError(StepRefusedError):
    """The log runs forward."""

    code = "ticket.before_last_step"
    text = "时间早于工单{number}的上一步（{last}）。请改成那之后的时间。"
    focus = "at"


class FieldMissingError(StepRefusedError):
    """Registration or archiving lacks a required field; `name` is its identifier."""

    code = "ticket.field_missing"
    text = "还没有填{label}。填好以后再保存。"

    def __init__(self, name: str, label: str, *, number: str = "") -> None:
        super().__init__(label=label, number=number)
        self.field = name


class ReasonMissingError(StepRefusedError):
    """This step needs its reason in writing."""

    code = "ticket.reason_missing"
    text = "请写明理由，再办理这一步。"
    focus = "reason"


class HandlerMissingError(StepRefusedError):
    """Dispatch to nobody."""

    code = "ticket.handler_missing"
    text = "请选承办单位和经办人，再派单。"
    focus = "handler"


class ResultTooShortError(StepRefusedError):
    """A result of fewer than ten characters tells the complainant nothing."""

    code = "ticket.result_too_short"
    text = "办理结果至少写 {least} 个字：做了什么，现在怎样。"
    focus = "result"


class ResultEmptyWordsError(StepRefusedError):
    """已处理 and its like alone are no result."""

    code = "ticket.result_empty_words"
    text = "办理结果不能只写“已处理”“已转办”。请写明做了什么，现在怎样。"
    focus = "result"


class OutcomeMissingError(StepRefusedError):
    """Solved or not has to be said."""

    code = "ticket.outcome_missing"
    text = "请选解决结果。"
    focus = "outcome"


class ContactMissingError(StepRefusedError):
    """A call-back without its contact result."""

    code = "ticket.contact_missing"
    text = "请选联系结果。"
    focus = "contact_result"


class SatisfactionMissingError(StepRefusedError):
    """An answered call-back without a rating."""

    code = "ticket.satisfaction_missing"
    text = "已接通的回访要选满意度；对方不愿评价请选“不评价”。"
    focus = "satisfaction"


class RatingWithoutAnswerError(StepRefusedError):
    """A rating from somebody who was not reached or refused to give one."""

    code = "ticket.rating_without_answer"
    text = "没有接通或拒绝评价的回访不能填满意度。请改联系结果或清空满意度。"
    focus = "satisfaction"


class ApproverIsHandlerError(StepRefusedError):
    """Nobody approves his own work where somebody else can."""

    code = "ticket.approver_is_handler"
    text = "审核人不能是经办人本人。请换一位同事审核。"
    focus = "by"


class CallerIsHandlerError(StepRefusedError):
    """Nobody asks about his own work where somebody else can."""

    code = "ticket.caller_is_handler"
    text = "回访人不能是经办人本人。请换一位同事回访。"
    focus = "by"


class ApproverIsRequesterError(StepRefusedError):
    """Nobody answers his own request where somebody else can."""

    code = "ticket.approver_is_requester"
    text = "延期不能由申请人自己批。请换一位同事审批。"
    focus = "by"


class SecretaryOnlyError(StepRefusedError):
    """A step that belongs to 书记."""

    code = "ticket.secretary_only"
    text = "这一步要由书记办理。"
    focus = "by"


class ExtensionLateError(StepRefusedError):
    """Asked for after the deadline."""

    code = "ticket.extension_late"
    text = "已过办理时限，不能再申请延期。"
    focus = "at"


class ExtensionDaysError(StepRefusedError):
    """No days, or more than the rule allows."""

    code = "ticket.extension_days"
    text = "延期请填 1 到 {most} 个工作日。"
    focus = "days"


class ExtensionAgainError(StepRefusedError):
    """A second extension, or one while another waits."""

    code = "ticket.extension_again"
    text = "工单{number}已经申请过延期，不能再次申请。"


class ReviewDayError(StepRefusedError):
    """A suspended ticket without a day to look again, or one too far away."""

    code = "ticket.review_day"
    text = "挂账要填复查日期，最迟在 {most} 天之内。"
    focus = "review_on"


class MergeTargetError(StepRefusedError):
    """Merged into nothing, or into itself."""

    code = "ticket.merge_target"
    text = "请选并入哪一件工单，不能是它自己。"
    focus = "into"


class UnitMissingError(StepRefusedError):
    """Handed over to nobody."""

    code = "ticket.unit_missing"
    text = "请写明移交给哪个单位。"
    focus = "to_unit"


class NoReboundError(StepRefusedError):
    """An archived ticket opens again only after a look back that found it worse."""

    code = "ticket.no_rebound"
    text = "工单{number}已归档。回头看发现反弹以后才能重办。"


class StillToCallError(StepRefusedError):
    """Archiving before the complainant was called."""

    code = "ticket.still_to_call"
    text = "工单{number}还没有回访。请先回访，再归档。"
    focus = "contact_result"


class CellMissingError(StepRefusedError):
    """A whistle that nobody is meant to hear."""

    code = "ticket.cell_missing"
    text = "请选吹哨给哪个党小组。这件工单的地点没有对应的党小组，要自己选。"
    focus = "cell"


class NeededError(StepRefusedError):
    """Nobody, or a crowd, is asked for."""

    code = "ticket.needed"
    text = "要几个人请填 1 到 {most}，不定就空着。"
    focus = "needed"


class WhoCameError(StepRefusedError):
    """Members answered a whistle, and nobody wrote down who came."""

    code = "ticket.who_came"
    text = "有 {count} 名党员报到，还没有记谁到了场。请记下到场的人和时长，没有人到也要说明。"
    focus = "came"


class CameWrongError(StepRefusedError):
    """What is said of one who came cannot stand."""

    code = "ticket.came_wrong"
    text = "{name}：{said}"
    focus = "came"


class NoWhistleError(StepRefusedError):
    """Nobody was called, so nobody came."""

    code = "ticket.no_whistle"
    text = "工单{number}没有吹过哨，不能记谁到了场。请先吹哨。"
    focus = "came"


class WhistleClosedError(StepRefusedError):
    """The ticket was finished or left since."""

    code = "ticket.whistle_closed"
    text = "工单{number}已经不在办理中，报到不能再改。要改请先撤回办结。"


class CameAlreadyError(StepRefusedError):
    """Who came has kept his word."""

    code = "ticket.came_already"
    text = "{name}已记到场，不能撤回报到。要改请先去掉到场。"


class SeveralMembersError(StepRefusedError):
    """Several members of one name, none or several of them of the cell."""

    code = "ticket.several_members"
    text = "花名册里有 {count} 名党员叫“{name}”，分不出是谁。请在工单页面上按党小组选。"
    focus = "members"


class QuantityError(StepRefusedError):
    """An amount that is none."""

    code = "ticket.quantity"
    text = "办理数量要写大于 0 的数，并选计量单位，像 3 处、20 米。"
    focus = "quantities"


class NotUndoableError(StepRefusedError):
    """Only the last step that stands is taken back, never the number's."""

    code = "ticket.not_undoable"
    text = "只能更正最后办的一步；登记和受理有误请用“作废”。"


class UnknownCodeError(UserError):
    """A word that is in no code list."""

    code = "ticket.unknown_code"
    text = "“{word}”不在{label}里。请从列表里选。"


class BadValueError(UserError):
    """A value that cannot be kept as it is."""

    code = "ticket.bad_value"
    text = "{label}：{said}"
