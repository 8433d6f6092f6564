"""Why a sample is not drawn, or a finding not recorded."""

from wenming_desktop.errors import UserError


class NothingToDrawError(UserError):
    """No ticket was closed in those days that was not drawn before."""

    code = "recheck.nothing"
    text = "这段时间没有可以抽的办结工单（抽过的不再抽）。请换一段时间。"


class ShareError(UserError):
    """A share that is none."""

    code = "recheck.share"
    text = "抽查比例要写 1 到 100 的整数。没有抽。"


class CheckedAlreadyError(UserError):
    """A drawn ticket that was looked at already."""

    code = "recheck.checked"
    text = "工单 {number} 这次抽查已经记过结果。要改，先撤销那一次。"


class CheckDayError(UserError):
    """A day before the ticket was closed, or in the future."""

    code = "recheck.day"
    text = "回头看的日期不能晚于今天，也不能早于工单 {number} 办结那天（{closed}）。没有记。"
