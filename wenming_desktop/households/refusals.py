"""Why the register refuses, in words for the clerk."""

from wenming_desktop.errors import UserError
from wenming_desktop.households.edit_model import EditSheet, SheetProblem


class SheetProblemsError(UserError):
    """The sheet has problems that stop it; `problems` names each with its field and row."""

    code = "households.problems"
    text = "还有 {count} 处要改，先没有保存。第一处：{first}"

    def __init__(self, problems: tuple[SheetProblem, ...]) -> None:
        self.problems = problems
        first = problems[0]
        super().__init__(count=len(problems), first=first.message, field=first.field)


class ChangedSinceError(UserError):
    """Somebody changed the household since it was opened; `current` is the sheet of now.

    Nothing typed is lost: compare with the sheet first read, then save again with
    `current.version`.
    """

    code = "households.changed_since"
    text = "{who}改过这一户，先没有保存，填的内容都还在。请看一眼改了哪里，再保存一次。"

    def __init__(self, current: EditSheet, who: str) -> None:
        self.current = current
        super().__init__(who=who)


class NotOneHeadError(UserError):
    """A household would have no head or several."""

    code = "households.head"
    text = "一户要有一位户主，现在有 {count} 位。请把户主选好。"


class WrongDayError(UserError):
    """A day that cannot be."""

    code = "households.day"
    text = "日期 {day} 不对：{why}。"


class ReasonMissingError(UserError):
    """An act that needs its reason."""

    code = "households.reason"
    text = "要写明原因。"


class TooLateError(UserError):
    """What was voided too long ago."""

    code = "households.too_late"
    text = "作废已经超过 {days} 天，不能恢复。要用请重新登记。"


class CannotMergeError(UserError):
    """Two persons that cannot become one here."""

    code = "households.cannot_merge"
    text = "这两份档案合不了：{why}。"


class CareError(UserError):
    """A care record that cannot be."""

    code = "households.care"
    text = "{why}"


class CannotVoidError(UserError):
    """A person on whom something still hangs."""

    code = "households.cannot_void"
    text = "这个人{why}，先不能作废。"
