"""Why a wish is refused, in words for the clerk."""

from wenming_desktop.errors import UserError


class WishError(UserError):
    """A field of a wish cannot be taken as it is."""

    code = "wish.refused"
    text = "{why}没有保存，填的内容都还在。"


class WrongMoveError(UserError):
    """The wish is not in a state from which this can be done."""

    code = "wish.wrong_move"
    text = "心愿 {number} 现在是“{state}”，这一步做不了，没有保存。请按 F5 看一眼最新情况。"
