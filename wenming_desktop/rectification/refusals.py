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
