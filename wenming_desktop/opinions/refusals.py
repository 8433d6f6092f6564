"""Why an opinion is refused, in words for the clerk."""

from wenming_desktop.errors import UserError


class OpinionNotReadyError(UserError):
    """Something is missing; `problems` names each field with its sentence."""

    code = "opinion.not_ready"
    text = "还差 {count} 处，先没有保存，填的内容都还在。{first}"

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        self.problems = problems
        field, first = problems[0]
        super().__init__(field=field, count=len(problems), first=first)


class FrozenOpinionError(UserError):
    """What the secretary approved is not changed any more."""

    code = "opinion.frozen"
    text = (
        "这份意见（{number}）书记已经审签，不能再改，没有保存。要改就先写明原因作废，再登记一份。"
    )


class NoOpinionYetError(UserError):
    """There is nothing to approve."""

    code = "opinion.none_yet"
    text = "这份意见还没有填“意见”，不能审签。请先填好存下。"


class NoApproverError(UserError):
    """The account stands for nobody who could sign."""

    code = "opinion.no_approver"
    text = "这个账号没有对应的工作人员，不能审签。请书记用自己的账号来审签。"


class ReasonMissingError(UserError):
    """An opinion is voided only with its reason."""

    code = "opinion.reason_missing"
    text = "作废要写明原因，没有保存。"


class TextTooLongError(UserError):
    """A text is refused rather than cut."""

    code = "opinion.too_long"
    text = "{what}现在 {count} 个字，最多 {most} 个字。没有保存，填的内容都还在。"
