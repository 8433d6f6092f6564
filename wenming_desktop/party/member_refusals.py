"""Why a member, his claims or his households are refused, in words for the clerk."""

from collections.abc import Mapping

from wenming_desktop.errors import UserError


class MemberProblemsError(UserError):
    """Fields of a member that cannot be saved; `problems` has the sentence of each."""

    code = "members.problems"
    text = "还有 {count} 处要改，先没有保存。第一处：{first}"

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        key, first = next(iter(self.problems.items()))
        super().__init__(count=len(self.problems), first=first, field=key)


class MemberChangedError(UserError):
    """Somebody saved the member while he was being edited."""

    code = "members.changed_since"
    text = "刚才有人改过{name}，先没有保存，填的内容都还在。请关上重新打开，再改一次。"


class MemberKnownError(UserError):
    """He stands in the roster already."""

    code = "members.known"
    text = "花名册里已经有{name}（{kind}），没有再建一个。请打开这名党员来改。"


class MemberLeavesError(UserError):
    """Leaving has duties to hand over, so it is no edit of a field."""

    code = "members.leaves"
    text = "“{status}”要从“离开/转出”办理，联系户才有人接。先没有保存。"


class MemberGoneError(UserError):
    """A member who left can take nothing over."""

    code = "members.gone"
    text = "{name}已经{status}，{what}没有记。请换一名党员。"


class MemberStepError(UserError):
    """A step that does not fit what the member is."""

    code = "members.step"
    text = "{why}"


class UnitTakenError(UserError):
    """Two work units may not share a name."""

    code = "units.taken"
    text = "已经有“{name}”这个单位，没有再建一个。请改用已有的，或换个名称。"


class ValueWrongError(UserError):
    """A value of a small form; `field` says which."""

    code = "members.value"
    text = "{why}"
