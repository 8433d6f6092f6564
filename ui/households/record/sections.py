"""The sections that only show: people, party, card, tickets, history."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.common.buttons import Btn, on_click
from ui.common.covered import REASONS, Covered
from ui.common.dossier import Section, cell, day
from ui.common.labels import ChipLabel
from ui.common.paint import Chip
from ui.common.timeline import Happening, Timeline
from ui.households.record.lines import held, span
from wenming_desktop.households.model import MemberRow
from wenming_desktop.life.dossier import TOGETHER, Dossier, Person

_WHERE_KIND: Final = {TOGETHER: "ok"}


class PeopleSection(Section):
    """人口: who, how he belongs here, numbers covered; `reveal_asked` as the pane's."""

    reveal_asked = Signal(object, int, str, str)

    def __init__(self, *, may_reveal: bool) -> None:
        super().__init__("people", "人口")
        self._may_reveal = may_reveal

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the members and what their stays add up to."""
        self.clear()
        lived = dossier.residence
        words = "、".join(lived.words) or TOGETHER
        counts = f"户籍 {lived.registered} 人，常住 {lived.living} 人，两样都在 {lived.together} 人"
        self.say(f"{words}。{counts}。")
        for at, person in enumerate(dossier.people, 1):
            self._add_person(at, person)
        if not dossier.people:
            self.say("这一户现在没有人。")
        self.end()

    def _add_person(self, at: int, person: Person) -> None:
        line = person.line
        age = "" if line.age is None else f"{line.age} 岁"
        chip = ChipLabel(Chip(person.where, _WHERE_KIND.get(person.where, "warn")))
        self.add(
            cell(line.name, k="head"),
            cell(line.relation, 84, "sm2"),
            cell(f"{line.gender} {age}".strip(), 84, "sm2"),
            held(self._covered(f"id_{at}", line, "id_number"), 212),
            held(self._covered(f"phone_{at}", line, "phone"), 156),
            held(chip, 96),
        )
        since = f"{day(person.since)} 起在这一户" if person.since else ""
        care = "、".join(tag.label for tag in line.tags)
        told = "" if line.note == "外住" else line.note
        note = "　".join(part for part in (since, care, told) if part)
        if note:
            self.say(note)

    def _covered(self, name: str, line: MemberRow, field: str) -> QWidget:
        number = field == "id_number"
        what = "身份证号" if number else "电话"
        masked = line.id_masked if number else line.phone_masked
        if not masked:
            return cell(f"没有{what}", k="sm3")
        reasons = REASONS if number else ()
        part = Covered(f"record_{name}", f"{what} {line.name}", masked, reasons=reasons)
        part.asked.connect(partial(self.reveal_asked.emit, part, line.id, field))
        return part.allow(allowed=self._may_reveal)


class PartySection(Section):
    """党小组与包联: the cell of the building, who keeps in touch and who did."""

    def show_dossier(self, dossier: Dossier) -> None:
        """Show them."""
        self.clear()
        detail = dossier.detail
        leader = f"，组长 {detail.cell_leader}" if detail.cell_leader else ""
        self.say(
            f"楼栋党小组　{dossier.cell or '还没有分到党小组'}{leader if dossier.cell else ''}"
        )
        worker = f"，网格员 {detail.grid_worker}" if detail.grid_worker else ""
        self.say(f"网格　{detail.grid or '还没有划分'}{worker if detail.grid else ''}")
        self.head("包联党员")
        for line in dossier.liaisons:
            state = "在联" if line.to_on is None else "已换"
            kind = "ok" if line.to_on is None else "rent"
            self.add(
                cell(line.name, 200, "head"),
                cell(span(line.from_on, line.to_on), k="sm2"),
                ChipLabel(Chip(state, kind)),
            )
        if not dossier.liaisons:
            self.say(detail.liaison or "还没有党员包联这一户。")
        self.end()


class CardSection(Section):
    """连心卡: every card the household had."""

    def show_dossier(self, dossier: Dossier) -> None:
        """Show them."""
        self.clear()
        for line in dossier.cards:
            got = f"{line.received_by} {day(line.received_on)} 签收" if line.received_on else ""
            kind = "rent" if line.void else "info"
            self.add(
                cell(line.number or "还没有号", 170, "head"),
                held(ChipLabel(Chip(line.status, kind)), 110),
                cell(f"发放 {day(line.issued_on)}　{got}", k="sm2"),
            )
        if not dossier.cards:
            self.say("还没有做过连心卡。")
        self.end()


class TicketSection(Section):
    """诉求: the tickets of the door and of the members' phones."""

    open_asked = Signal(str, int)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show them."""
        self.clear()
        for at, line in enumerate(dossier.tickets, 1):
            way = Btn(line.number, name=f"record_ticket_{at}", k="link")
            way.setAccessibleName(f"打开 {line.number}")
            on_click(way, partial(self.open_asked.emit, "ticket", line.id))
            self.add(
                cell(day(line.accepted_on), 96, "sm2"),
                cell(line.title),
                held(ChipLabel(Chip(line.status, "info")), 96),
                way,
            )
        if not dossier.tickets:
            self.say("这一户没有登记过诉求。")
        self.end()


class EventSection(Section):
    """变动记录: what happened, newest first."""

    def show_dossier(self, dossier: Dossier) -> None:
        """Show it."""
        self.clear()
        if dossier.events:
            rail = Timeline("lst_events")
            rail.show_lines(
                [
                    Happening(_when(line.on, line.name), f"{line.title}　{line.text}".strip("　"))
                    for line in dossier.events
                ]
            )
            self.layout_.addWidget(rail)
        else:
            self.say("还没有变动记录。出生、迁入、分户这些事登记以后就在这里。")
        self.end()


def _when(on: date, name: str) -> str:
    return f"{on.isoformat()}　{name}".strip("　")
