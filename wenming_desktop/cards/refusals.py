"""Why a card step is refused, in words for the clerk."""

from wenming_desktop.errors import UserError


class WrongStepError(UserError):
    """The card's state does not allow the step."""

    code = "cards.wrong_step"
    text = "卡 {number} 现在是“{status}”，不能做“{event}”，没有做任何改动。"


class LiveCardError(UserError):
    """The household would have two cards that count."""

    code = "cards.second_live"
    text = "卡 {number} 这一户已有能用的卡，一户只能有一张。请先把另一张作废或登记遗失。"


class ReceiverMissingError(UserError):
    """Nobody is named as having taken the card."""

    code = "cards.receiver_missing"
    text = "签收要写签收人的姓名，以及与户主的关系。"


class UnknownCodeError(UserError):
    """A word that is in no code list."""

    code = "cards.unknown_code"
    text = "“{word}”不在{list}里。请从列表里选。"


class MailboxError(UserError):
    """A card in the letter box was signed for by nobody."""

    code = "cards.mailbox"
    text = "投进信报箱不算签收。请等住户签收后再登记。"


class DayError(UserError):
    """A day that cannot be: in the future, or signed before it was handed out."""

    code = "cards.day"
    text = "卡 {number} 的日期 {day} 不对：不能晚于今天，签收也不能早于发放。"


class ReasonError(UserError):
    """A replacement or voiding without its reason."""

    code = "cards.reason"
    text = "要写明原因。换发的原因是遗失、破损或信息变更。"


class SeveralBuildingsError(UserError):
    """A building's name that fits several."""

    code = "cards.several_buildings"
    text = "“{text}”有好几栋：{known}。请连小区名一起写。"
