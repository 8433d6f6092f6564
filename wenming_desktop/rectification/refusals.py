"""Why an item is not made, or an act not done."""

from wenming_desktop.errors import UserError


class ItemFieldError(UserError):
    """What nobody could act on without."""

    code = "rectification.missing"
    text = "还没有写{label}，没有保存。"


class DeadlineError(UserError):
    """A deadline before the order itself."""

    code = "rectification.deadline"
    text = "整改期限要晚于交办时间，没有保存。"


class NewDeadlineError(UserError):
    """A deadline that is over when the item starts again."""

    code = "rectification.new_deadline"
    text = "新的整改期限要晚于现在，没有做任何改动。"


class StandardError(UserError):
    """A point that is in no list."""

    code = "rectification.standard"
    text = "“{code_}”不在测评标准里，没有保存。请从列表里选，或者空着。"


class WrongActError(UserError):
    """The state does not allow the act."""

    code = "rectification.wrong_step"
    text = "整改 {number} 现在是“{status}”，不能“{act}”，没有做任何改动。"


class WordsMissingError(UserError):
    """An act that has to say something."""

    code = "rectification.words"
    text = "“{act}”要写一句说明。没有做任何改动。"


class CheckerError(UserError):
    """Who put it right may not be the one who says so."""

    code = "rectification.checker"
    text = "核查人不能是整改责任人“{name}”。请换一个人核查。"


class MomentError(UserError):
    """A moment before the order or the last act, or one that has not come."""

    code = "rectification.moment"
    text = (
        "整改 {number}“{act}”的时间 {at} 不对：不能早于上一步（{last}），也不能晚于现在。"
        "没有做任何改动。"
    )
