"""工单走不到那一步的原因: no way from where this ticket stands, or where another one stands."""

from wenming_desktop.tickets.refusals import StepRefusedError


class WrongStepError(StepRefusedError):
    """The table knows no such step from here; `can` are the names of those it knows."""

    code = "ticket.wrong_step"
    text = "工单{number}{now}不能办“{step}”，没有改动。{can}"

    def __init__(
        self, *, number: str = "", state: str = "", step: str = "", can: tuple[str, ...] = ()
    ) -> None:
        now = f"现在是“{state}”，" if state else "现在"
        known = f"能办的是：{'、'.join(can)}。" if can else "请先看它办到了哪一步。"
        super().__init__(number=number, now=now, step=step or "这一步", can=known)


class NotAskedError(StepRefusedError):
    """There is no request to decline."""

    code = "ticket.not_asked"
    text = "工单{number}没有待批的延期申请，没有改动。"


class MergeClosedError(StepRefusedError):
    """Merged into one that nobody works on: both would be forgotten."""

    code = "ticket.merge_closed"
    text = "要并入的那一件已经不在办理中（办结、并单、撤单或移交了），没有并单。请选还在办的一件。"
    focus = "into"


class HasMergedError(StepRefusedError):
    """Others were merged into it: with it they would be forgotten."""

    code = "ticket.has_merged"
    text = "工单{others}已并入这一件，这一件不能作废或撤单。请先撤回那边的并单。"
