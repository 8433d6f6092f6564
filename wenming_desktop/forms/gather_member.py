"""A member with what stands around him, as the papers about him name it."""

from datetime import date
from typing import Any

from sqlalchemy import select

from db.derived import short_address
from db.tables.party import (
    BuildingPartyGroup,
    PartyMember,
    PartyOrganization,
    PostAssignment,
    WorkUnit,
)
from wenming_desktop.forms.member_card_facts import LinkedHome
from wenming_desktop.party.member_sheet import member_row, resident_of, value_of
from wenming_desktop.party.rules import SECRETARIES
from wenming_desktop.three_cards.figures import member_figures
from wenming_desktop.three_cards.rules import Span
from wenming_desktop.work import Work

REVEAL = "register.reveal"
"""Without this right the telephones of households are left for the pen."""
_HOMES = """
SELECT h.head_name, e.name, b.building_no, u.unit_no, ho.room_no,
       coalesce(h.contact_phone, r.phone, ''), l.from_on
FROM household_liaison l JOIN household h ON h.id = l.household_id AND NOT h.is_void
JOIN house ho ON ho.id = h.house_id JOIN building_unit u ON u.id = ho.building_unit_id
JOIN building b ON b.id = u.building_id JOIN estate e ON e.id = b.estate_id
LEFT JOIN resident r ON r.id = h.head_resident_id
WHERE l.member_id = ? AND NOT l.is_void AND coalesce(h.status, 'active') = 'active'
AND (l.to_on IS NULL OR l.to_on > ?) ORDER BY e.id, b.sort_key, ho.sort_key, l.id
"""


class Who:
    """A member with what stands around him."""

    def __init__(self, work: Work, member_id: int) -> None:
        self._work = work
        self.member: PartyMember = member_row(work, member_id)
        self._resident = resident_of(work, self.member)
        unit = work.session.get(WorkUnit, self.member.work_unit_id or 0)
        self.unit = (unit.name or "") if unit else ""
        self.unit_party = (unit.party_org_name or "") if unit else ""
        self._group = work.session.get(BuildingPartyGroup, self.member.group_id or 0)
        branch = (self._group.branch_id if self._group else None) or self.member.branch_id
        self._org = work.session.get(PartyOrganization, branch or 0)
        self.cell = (self._group.name or "") if self._group else ""
        self.branch = (self._org.name or "") if self._org else ""

    def value(self, name: str) -> Any:
        """What is known of him, by the name of its column."""
        return value_of(self.member, self._resident, name)

    def said(self, name: str) -> str:
        """The same as text."""
        return str(self.value(name) or "")

    def word(self, name: str, listed: str) -> str:
        """The name of a code."""
        return self._work.codes.name(listed, self.value(name)) if self.value(name) else ""

    def posts(self) -> tuple[str, ...]:
        """The posts he has claimed."""
        today = self._work.now.date()
        counted = member_figures(self._work, self.member.id, Span.of_days(today, today))
        return counted.posts if counted else ()

    def homes(self) -> tuple[LinkedHome, ...]:
        """The households he looks after."""
        bound = (self.member.id, self._work.now.date().isoformat())
        may = REVEAL in self._work.actor.rights
        return tuple(
            LinkedHome(
                head or "",
                short_address(estate or "", building or "", unit or "0", room or ""),
                phone if may else "",
                date.fromisoformat(since) if since else None,
            )
            for head, estate, building, unit, room, phone, since in (
                self._work.connection.exec_driver_sql(_HOMES, bound)
            )
        )

    def address(self) -> str:
        """Where he lives: the door of the register, else what he said."""
        found = self._work.connection.exec_driver_sql(
            "SELECT ho.full_address FROM household_membership s"
            " JOIN household h ON h.id = s.household_id JOIN house ho ON ho.id = h.house_id"
            " WHERE s.resident_id = ? AND NOT s.is_void AND s.to_on IS NULL"
            " ORDER BY s.is_living DESC, s.id LIMIT 1",
            (self.member.resident_id,),
        ).scalar()
        return str(found or self.member.address or "")

    def leader(self) -> str:
        """Who leads his cell."""
        return self._name(self._group.leader_id if self._group else None)

    def secretary(self) -> str:
        """Who leads his branch: as set there, else as his post says."""
        if self._org is None or self._org.secretary_id is not None:
            return self._name(self._org.secretary_id if self._org else None)
        posts = [post for post, level in SECRETARIES.items() if level == self._org.level]
        holder = select(PostAssignment.member_id).where(
            PostAssignment.org_id == self._org.id,
            PostAssignment.post.in_(posts),
            ~PostAssignment.is_void,
            PostAssignment.to_on.is_(None) | (PostAssignment.to_on > self._work.now.date()),
        )
        return self._name(self._work.session.scalars(holder.order_by(PostAssignment.id)).first())

    def _name(self, member_id: int | None) -> str:
        if member_id is None:
            return ""
        found = select(PartyMember).where(PartyMember.id == member_id, ~PartyMember.is_void)
        other = self._work.session.scalars(found).first()
        if other is None:
            return ""
        return str(value_of(other, resident_of(self._work, other), "full_name") or "")
