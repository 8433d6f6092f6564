"""What is refused of the three cards, each with the sentence a clerk reads."""

from wenming_desktop.errors import UserError


class HasCardError(UserError):
    """One valid registration card per member."""

    code = "three_cards.has_card"
    text = "{name}已经有登记卡 {card_no}，没有再做一张。要改承诺，打开那张卡改。"


class CommitmentError(UserError):
    """The commitment is what is registered."""

    code = "three_cards.commitment"
    text = "还没有写志愿承诺，没有保存。写一句，或从备好的里面选一句。"


class DayAheadError(UserError):
    """A day that has not come yet."""

    code = "three_cards.day_ahead"
    text = "{what}写成了 {day}，这一天还没有到，没有保存。填已经过去的日子。"


class StaffMissingError(UserError):
    """A contact card names whom to turn to."""

    code = "three_cards.staff_missing"
    text = "还没有选社区联系人，没有做卡。选一位工作人员，写上电话。"


class PhoneMissingError(UserError):
    """A contact card without a telephone is of no use."""

    code = "three_cards.phone"
    text = "{said}。没有做卡。"


class NothingChosenError(UserError):
    """Nothing to act on."""

    code = "three_cards.nothing_chosen"
    text = "没有可以办的：{why}。数据没有变。"


class NotOverError(UserError):
    """Figures may only be frozen once the period is over."""

    code = "feedback.not_over"
    text = "{period}还没有过完，没有出卡。{day}起可以出卡，现在可以先写等次和评语。"


class GradeMissingError(UserError):
    """A card is not issued without the community's grade."""

    code = "feedback.grade_missing"
    text = "{names}还没有评社区等次，没有出卡。评好再出。"


class IssuedError(UserError):
    """What was issued does not change."""

    code = "feedback.issued"
    text = "{what}已经发出编号，不能再改。写错了就作废，写明原因，再做一份。"


class NotIssuedError(UserError):
    """Only what was issued can be sent, answered or taken out of use."""

    code = "feedback.not_issued"
    text = "{what}还没有出，先出了再办这一步。数据没有变。"


class NotSentError(UserError):
    """A receipt answers what was sent."""

    code = "feedback.not_sent"
    text = "{what}还没有登记寄出，先登记寄出再收回执。数据没有变。"


class ReasonMissingError(UserError):
    """Voiding needs a reason."""

    code = "feedback.reason_missing"
    text = "还没有写作废原因，没有作废。写一句为什么。"


class InLetterError(UserError):
    """The card is part of a letter that went out."""

    code = "feedback.in_letter"
    text = "{what}写在反馈函 {letter} 里，没有作废。先作废那份函，再作废这张卡。"


class LetterEmptyError(UserError):
    """A letter speaks of issued cards."""

    code = "feedback.letter_empty"
    text = "给{unit}的函里没有一张已出的反馈卡，没有发文。先出卡。"


class UnknownChoiceError(UserError):
    """A code that the list does not have."""

    code = "three_cards.unknown_choice"
    text = "“{value}”不在“{what}”里，没有保存。从里面选一项。"
