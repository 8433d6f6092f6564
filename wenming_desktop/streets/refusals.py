"""Why a street is not saved, in words for the clerk."""

from wenming_desktop.errors import UserError


class StreetNameMissingError(UserError):
    """A street without a name."""

    code = "streets.name_missing"
    text = "街巷名称还没有写，没有保存。"


class StreetNameTakenError(UserError):
    """Two streets of a name."""

    code = "streets.name_taken"
    text = "已经有“{name}”这条街巷了，没有保存。请写得能分清，比如加上起止路口。"


class ChiefPhoneMissingError(UserError):
    """A sign that names a chief nobody can call."""

    code = "streets.chief_phone"
    text = "街巷长“{name}”还没有写电话，牌子上要印。没有保存。"


class StaffPhoneError(UserError):
    """Another number for somebody of the office than the list of staff has."""

    code = "streets.staff_phone"
    text = (
        "“{name}”是工作人员，电话照工作人员名册是 {phone}，没有保存。"
        "要改请到“设置→工作人员”里改，牌子和连心卡会一起跟着变。"
    )


class TooManyLinesError(UserError):
    """More lines than the sign has room for."""

    code = "streets.too_many_lines"
    text = (
        "联系人写多了 {more} 行：牌子右边放得下 4 行，值班和监督电话占 2 行，"
        "市容、环卫、市政各有一格不算。没有保存。"
    )


class NoChiefError(UserError):
    """A sign for a street nobody looks after."""

    code = "streets.no_chief"
    text = "“{name}”还没有街巷长，牌子上没有人可写。请先填街巷长，再打印。"
