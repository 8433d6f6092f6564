"""What stands under the tabs of a member's window: facts, households, posts, services."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.common.buttons import Btn, on_click
from ui.common.dossier import Section, cell, day
from ui.common.labels import ChipLabel
from ui.common.paint import Chip
from wenming_desktop.party.duty_model import ClaimLine, LiaisonRow
from wenming_desktop.party.member_model import MemberDetail

_RUNNING = "1"
_PLACED, _UNIT = "所属", "工作单位"


class FactsLines(Section):
    """资料: section by section, and the states of the three cards."""

    unit_asked = Signal(str)

    def __init__(self, *, may_write: bool) -> None:
        super().__init__("member_facts", "资料")
        self._may_write = may_write

    def show_member(self, member: MemberDetail, cards: tuple[tuple[str, str], ...]) -> None:
        """Show them."""
        self.clear()
        under = ""
        for section, label, value in (*_places(member), *member.facts):
            if section != under:
                self.head(section)
                under = section
            parts: list[QWidget] = [cell(label, 110, "sm2"), cell(value)]
            if label == _UNIT and section == _PLACED and self._may_write:
                parts.append(_link("单位资料", "member_unit", partial(self.unit_asked.emit, value)))
            self.add(*parts)
        if cards:
            self.head("三卡")
            for label, words in cards:
                self.add(cell(label, 110, "sm2"), cell(words))
        self.end()


class LiaisonLines(Section):
    """联系户: those that last with a way to end each, then those that are over."""

    end_asked = Signal(int)
    home_asked = Signal(int)

    def __init__(self, *, may_write: bool) -> None:
        super().__init__("member_liaisons", "联系户")
        self._may_write = may_write

    def show_member(self, member: MemberDetail) -> None:
        """Show them."""
        self.clear()
        now = [row for row in member.liaisons if row.to_on is None]
        over = [row for row in member.liaisons if row.to_on is not None]
        for at, row in enumerate(now, 1):
            self._lasting(at, row)
        if not now:
            self.say("还没有联系户。点下面的“加联系户”，一般每人 5 到 10 户。")
        if over:
            self.head("以前联系的")
            for row in over:
                self.add(cell(row.door, 170, "sm2"), cell(row.head, 120, "sm2"),
                         cell(_span(row.from_on, row.to_on), k="sm2"))  # fmt: skip
        self.end()

    def _lasting(self, at: int, row: LiaisonRow) -> None:
        people = f"{row.people} 人" if row.household_id is not None else ""
        parts: list[QWidget] = [
            cell(row.door, 170),
            cell(row.head, 120, "head"),
            cell(people, 60, "sm2"),
            cell(row.role_name or "联户", 60, "sm2"),
            cell(_since(row.from_on), k="sm2"),
        ]
        if row.household_id is not None:
            way = _link(
                "打开这一户", f"member_home_{at}", partial(self.home_asked.emit, row.household_id)
            )
            way.setAccessibleName(f"打开 {row.door} {row.head}")
            parts.append(way)
        if self._may_write:
            end = _link("结束", f"member_liaison_end_{at}", partial(self.end_asked.emit, row.id))
            end.setAccessibleName(f"结束联系 {row.door} {row.head}")
            parts.append(end)
        self.add(*parts)


class PostLines(Section):
    """岗位: posts held, and claims with what may be done with them."""

    change_asked = Signal(object)
    end_asked = Signal(int, bool)

    def __init__(self, *, may_write: bool) -> None:
        super().__init__("member_posts", "任职和认领的岗位")
        self._may_write = may_write

    def show_member(self, member: MemberDetail) -> None:
        """Show them."""
        self.clear()
        self.head("任职")
        for post in member.posts:
            self.add(cell(post))
        if not member.posts:
            self.say("没有任职。党小组的岗位在党组织那里安排。")
        self.head("认领的岗位")
        for at, line in enumerate(member.claims, 1):
            self._claim(at, line)
        if not member.claims:
            self.say("还没有认领岗位。点下面的“认领岗位”。")
        self.end()

    def _claim(self, at: int, line: ClaimLine) -> None:
        runs = line.status == _RUNNING
        times = f"每年 {line.plan_times_per_year} 次" if line.plan_times_per_year else ""
        days = _since(line.claimed_on) if runs else _span(line.claimed_on, line.ended_on)
        facts = "　".join(part for part in (line.item, line.target, times, days) if part)
        parts: list[QWidget] = [
            cell(line.post_name, 150, "head"),
            cell(facts, k="sm2"),
            ChipLabel(Chip(line.status_name, "ok" if runs else "rent")),
        ]
        if self._may_write and runs:
            for words, name, act in (
                ("改", "change", partial(self.change_asked.emit, line)),
                ("完成", "done", partial(self.end_asked.emit, line.id, True)),
                ("退出", "withdraw", partial(self.end_asked.emit, line.id, False)),
            ):
                way = _link(words, f"claim_{name}_{at}", act)
                way.setAccessibleName(f"{words} {line.post_name} {line.item}".rstrip())
                parts.append(way)
        self.add(*parts)


class ServiceLines(Section):
    """服务记录 of the half-year, only to read."""

    def show_member(self, member: MemberDetail) -> None:
        """Show them."""
        self.clear()
        half = "上半年" if member.begin.month == 1 else "下半年"
        season, times = f"{member.begin.year} 年{half}", len(member.services)
        told = f"{season}服务 {times} 次，共 {member.hours:g} 小时。"
        self.say(told if times else f"{season}还没有服务记录。")
        for line in member.services:
            self.add(
                cell(day(line.on), 96, "sm2"),
                cell(line.post, 130, "sm2"),
                cell(line.content),
                cell(f"{line.hours:g} 小时", 72, "sm2"),
            )
        self.end()


def _link(words: str, name: str, act: Callable[[], object]) -> Btn:
    way = Btn(words, name=name, k="link")
    on_click(way, act)
    return way


def _places(member: MemberDetail) -> tuple[tuple[str, str, str], ...]:
    named = (("支部", member.branch), ("党小组", member.cell), (_UNIT, member.unit))
    return tuple((_PLACED, label, value) for label, value in named if value)


def _since(on: date | None) -> str:
    return f"{on.isoformat()} 起" if on is not None else ""


def _span(start: date | None, end: date | None) -> str:
    return f"{day(start)} 至 {day(end)}"
