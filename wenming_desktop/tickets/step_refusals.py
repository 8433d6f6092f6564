"""工单这一步为什么不能这样办: whose hand it is, which moment, what is no result."""

from wenming_desktop.tickets.refusals import StepRefusedError


class CallerIsApproverError(StepRefusedError):
    """Who approved it does not ask about it where a third one can."""

    code = "ticket.caller_is_approver"
    text = "回访人不能是审核人本人。请换一位同事回访。"
    focus = "by"


class NotInPersonError(StepRefusedError):
    """A decision written down in the name of somebody else."""

    code = "ticket.not_in_person"
    text = "审核和批延期由登录的人自己办，不能写成别人办的，没有改动。请他本人登录再办。"
    focus = "by"


class NotYoursError(StepRefusedError):
    """Somebody else's step, taken back by one who may not approve."""

    code = "ticket.not_yours"
    text = "工单{number}这一步是别人办的，没有撤回。请办的人自己撤回，或者请能审核办结的人撤回。"


class WhyTakenBackError(StepRefusedError):
    """Somebody else's step is not taken back without saying why."""

    code = "ticket.why_taken_back"
    text = "工单{number}这一步是别人办的，撤回要写明理由，没有撤回。"
    focus = "reason"


class PartyToItError(StepRefusedError):
    """Who did the work would take back what another one found or decided about it."""

    code = "ticket.party_to_it"
    text = "工单{number}这一步是别人对你经办的事作的决定或回访，不能由你撤回。请换一位同事撤回。"


class FutureStepError(StepRefusedError):
    """It has not happened yet."""

    code = "ticket.future"
    text = "{at} 还没有到，时间不能写在以后，没有改动。"
    focus = "at"


class ResultPaddedError(StepRefusedError):
    """The same few characters, digits and stops do not tell what was done."""

    code = "ticket.result_padded"
    text = "办理结果除去“已处理”这类套话，至少要有 {least} 个不同的汉字：做了什么，现在怎样。"
    focus = "result"
