"""An event on its way: what it will do, in order, with the sentence for each step."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from db.tables.households import Household, Resident
from wenming_desktop.households import rules, stays
from wenming_desktop.households.rules import Home
from wenming_desktop.households.typed import Row
from wenming_desktop.life.model import Ask, LifeEvent, Touch, Touches
from wenming_desktop.life.rules import Kin
from wenming_desktop.work import Work

NEW = 0
"""Stands for the household that the event will make."""


@dataclass
class Script:
    """Steps are only run when the event is recorded; a preview reads their sentences."""

    work: Work
    event: LifeEvent
    steps: list[tuple[Touch, Callable[[], None]]] = field(default_factory=list)
    reminds: list[Touch] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    after: dict[int, Home] = field(default_factory=dict)
    relations: dict[int, dict[int, str]] = field(default_factory=dict)
    newcomers: list[Row] = field(default_factory=list)
    made: int = NEW
    came: list[int] = field(default_factory=list)
    logs: list[Callable[[], None]] = field(default_factory=list)

    def do(
        self, area: str, text: str, action: Callable[[], None], table: str = "", id_: int = 0
    ) -> None:
        """Add a step."""
        self.steps.append((Touch(area, text, True, table, id_ or None), action))

    def remind(self, area: str, text: str, table: str = "", id_: int = 0) -> None:
        """Add something the event leaves alone."""
        self.reminds.append(Touch(area, text, False, table, id_ or None))

    def ask(self, name: str, text: str, people: Iterable[Kin] = ()) -> None:
        """Ask for a field of the event."""
        self.asks.append(Ask(name, text, tuple((one.id, one.name) for one in people)))

    def touches(self) -> Touches:
        """What a preview shows."""
        return Touches(
            does=tuple(touch for touch, _ in self.steps),
            reminds=tuple(self.reminds),
            asks=tuple(self.asks),
            problems=tuple(dict.fromkeys(self.problems)),
        )

    def real(self, household: int | None) -> int | None:
        """The id of a household, also of the one just made."""
        return self.made if household == NEW else household

    def person(self, resident_id: int) -> Resident:
        """Somebody of the register."""
        return stays.resident(self.work, resident_id)

    def name(self, resident_id: int) -> str:
        """How somebody is called."""
        return self.person(resident_id).full_name or ""

    def household(self, household_id: int) -> Household:
        """A household of the register."""
        return stays.own_household(self.work, household_id)

    def title(self, household_id: int) -> str:
        """A household as a sentence names it."""
        if household_id == NEW:
            return "新的一户"
        household = self.household(household_id)
        return f"{household.head_name or household.household_no or ''}一户"

    def kin(self, household_id: int) -> list[Kin]:
        """The members of a household as they are now, each once."""
        found: dict[int, Kin] = {}
        for row in stays.members(self.work, household_id):
            who = self.person(row.resident_id or 0)
            found.setdefault(
                who.id,
                Kin(
                    who.id,
                    who.full_name or "",
                    row.relation_to_head or "",
                    who.gender or "",
                    who.birth_date,
                ),
            )
        return list(found.values())

    def staying(self, household_id: int) -> list[Kin]:
        """The members who will still belong to a household after the event."""
        return [
            one
            for one in self.kin(household_id)
            if one.id not in self.after or household_id in self.after[one.id].wanted()
        ]

    def move(self, resident_id: int, where: Home) -> None:
        """The person is registered and lives there from the event's day on."""
        self.after[resident_id] = where

    def relate(self, household: int, relations: dict[int, str]) -> None:
        """These people bear these relations to the head of a household."""
        self.relations.setdefault(household, {}).update(relations)

    def code(self, relation: str | None) -> str | None:
        """A relation to the head, typed as a word or a code, as its code."""
        if not relation:
            return None
        known = self.work.codes.item("family_relation", relation)
        return relation if known else self.work.codes.find("family_relation", relation)

    def settle(self, who: Resident) -> None:
        """Write where a person goes."""
        where = self.after[who.id]
        home = Home(self.real(where.hukou), self.real(where.living))
        said = {
            self.real(household) or 0: people.get(who.id)
            for household, people in self.relations.items()
            if who.id in people
        }
        stays.settle(self.work, who, home, self.event.on, said)


def check_days(script: Script, people: Iterable[Resident], on: date) -> None:
    """Note why the day cannot be."""
    today = script.work.now.date()
    if on > today:
        script.problems.append(f"日期 {on.isoformat()} 不对：不能晚于今天。")
    for who in people:
        began = [stays.since(row) for row in stays.open_rows(script.work, who.id)]
        since = max(filter(None, began), default=None)
        why = rules.day_fault(on, max(on, today), who.birth_date, since)
        if why:
            script.problems.append(f"{who.full_name}的日期不对：{why}。")


def new_head(script: Script, household: int, people: list[Kin]) -> int | None:
    """Who heads a household whose head goes: as said, the only one left, or nobody yet."""
    said = script.event.new_head
    if said is not None and any(one.id == said for one in people):
        return said
    if len(people) == 1:
        return people[0].id
    script.ask("new_head", f"{script.title(household)}的户主不在了，要选一位新户主。", people)
    return None
