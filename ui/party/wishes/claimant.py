"""由谁认领: a member found by pinyin, a work unit of the list, or anybody by name."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from ui.common.buttons import Segment, row
from ui.common.choice import Choice
from ui.common.frames import column
from ui.jobs import Jobs
from ui.life.group import Group, short_line
from ui.party.wishes.person_field import PersonField
from wenming_desktop.wishes.finding import find_members
from wenming_desktop.wishes.model import ClaimWish

_MEMBER, _UNIT, _OTHER = "member", "unit", "other"
_KINDS: Final = ((_MEMBER, "党员"), (_UNIT, "单位"), (_OTHER, "其他人"))


class ClaimantField(Group):
    """Holds exactly one claimant; `changed` when it is another one."""

    changed = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.kind = Segment("wish_by", _KINDS)
        self.kind.setAccessibleName("由谁认领")
        self.member = PersonField(jobs, find_members, "wish_member", "党员姓名、首字母、电话尾号")
        self.unit = Choice("wish_unit", "单位", searchable=True)
        self.other = short_line("wish_other", "志愿者、商户等的姓名", 60)
        self.other.setPlaceholderText("志愿者、商户等，写姓名或店名")
        self._parts: dict[str, QWidget] = {
            _MEMBER: self.member,
            _UNIT: self.unit,
            _OTHER: self.other,
        }
        inside = column(self, gap=6)
        inside.addLayout(row(self.kind, None))
        for part in self._parts.values():
            inside.addWidget(part)
        self.kind.chosen.connect(self._turn)
        self._turn(_MEMBER)

    @override
    def parts(self) -> list[QWidget]:
        buttons = self.kind.findChildren(QPushButton)
        return [*buttons, self.member.line, self.unit, self.other]

    def begin(self, units: tuple[tuple[int, str], ...]) -> None:
        """Show it empty, asking for a member first."""
        self.unit.offer([(None, ""), *units])
        self.unit.choose(None)
        self.member.put(None)
        self.other.clear()
        self.kind.choose(_MEMBER)
        self._turn(_MEMBER)

    def command(self, wish: int) -> ClaimWish | None:
        """Return the claim as written; None while nobody is named."""
        unit, other = self.unit.value(), self.other.text().strip()
        match self.kind.value():
            case "member" if self.member.value() is not None:
                return ClaimWish(wish, member_id=self.member.value())
            case "unit" if isinstance(unit, int):
                return ClaimWish(wish, unit_id=unit)
            case "other" if other:
                return ClaimWish(wish, name=other)
        return None

    def _turn(self, kind: str) -> None:
        for key, part in self._parts.items():
            part.setVisible(key == kind)
        self.changed.emit()
