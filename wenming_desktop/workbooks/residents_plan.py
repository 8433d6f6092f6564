"""Which household each person of a ledger belongs to, and what in the register is new."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from wenming_desktop.fields import Problem
from wenming_desktop.households.register import Known, Register
from wenming_desktop.places.doors import DoorKey
from wenming_desktop.workbooks.outcome import Outcome
from wenming_desktop.workbooks.people import Person

HEADS = frozenset({"02", "03", "01"})


@dataclass(slots=True)
class Family:
    """The people of one household in the ledger; `household` is its id in the register."""

    door: DoorKey
    head: Person | None
    members: list[tuple[Person, Known | None]] = field(default_factory=list)
    household: int | None = None

    @property
    def home(self) -> int:
        """The id of its household, once there is one."""
        if self.household is None:
            raise ValueError("the household is not written yet")
        return self.household


@dataclass
class Plan:
    """Families by door, and people whose door could not be read."""

    families: list[Family] = field(default_factory=list)
    homeless: list[tuple[Person, Known | None]] = field(default_factory=list)


def make_plan(people: Iterable[Person], register: Register, outcome: Outcome) -> Plan:
    """Match people with the register and gather them into one household per door and head."""
    plan = Plan()
    people = list(people)
    holders = _holders(people, register)
    taken = {person.code for person in people if person.code is not None}
    by_door: dict[DoorKey, list[tuple[Person, Known | None]]] = {}
    for person in people:
        _check_number(person, holders, outcome)
        known = _known(person, register, taken)
        if person.door is None:
            plan.homeless.append((person, known))
        else:
            by_door.setdefault(person.door, []).append((person, known))
    for door, group in by_door.items():
        families = _families(door, group, register, outcome)
        plan.families += families
        if sum(len(family.members) for family in families) < len(group):
            plan.homeless += _elsewhere(families, group)
    return plan


def _elsewhere(
    families: list[Family], group: list[tuple[Person, Known | None]]
) -> list[tuple[Person, Known | None]]:
    """Who lives at another door: what the ledger says of him counts, but not his place in it."""
    placed = {id(person) for family in families for person, _ in family.members}
    left = [(person, known) for person, known in group if id(person) not in placed]
    for person, _ in left:
        person.relation = None
    return left


def _known(person: Person, register: Register, taken: set[int]) -> Known | None:
    """Him in the register: by the number his row brought, else by what it says of him."""
    if person.code is not None:
        return register.people[person.code]
    house = register.doors.get(person.door) if person.door else None
    known = register.find(person.name, person.number, house)
    if known is None and person.door is None and not person.number:
        alike = register.homeless.get((person.name, person.values.get("phone")), ())
        known = next((other for other in alike if other.id not in taken), None)
    if known is None or known.id in taken:
        return None
    taken.add(known.id)
    return known


def _holders(people: Iterable[Person], register: Register) -> dict[str, str]:
    """Who holds a number: the register first, then whoever brings all eighteen characters."""
    holders = dict(register.numbers)
    for person in people:
        if person.number and not person.upgraded:
            holders.setdefault(person.number, person.name)
    return holders


def _check_number(person: Person, holders: dict[str, str], outcome: Outcome) -> None:
    """Name a number that two people bear; one made up from fifteen digits gives way."""
    if not person.number:
        return
    other = holders.setdefault(person.number, person.name)
    if other == person.name:
        return
    if person.upgraded:
        person.number = None
        del person.values["id_number"]
        return
    said = f"这个号码已经登记在“{other}”名下，两个人都先留着。请对着证件核对是谁的。"
    outcome.remark(person.sheet, person.row, Problem("id.shared", "resident.id_number", said))


def _families(
    door: DoorKey,
    group: list[tuple[Person, Known | None]],
    register: Register,
    outcome: Outcome,
) -> list[Family]:
    """Split the people at one door by head; who came before any head joins the first."""
    families: list[Family] = []
    by_name: dict[str, Family] = {}
    waiting: list[tuple[Person, Known | None]] = []
    homes = _homes(door, group, register)
    for person, known in group:
        if person.code is not None and known is not None and known.household_id in homes:
            family = homes[known.household_id]
            family.members.append((person, known))
            by_name[person.head or ""] = family
            _check_head(person, known, outcome)
        elif person.relation in HEADS or (person.relation is None and person.head == person.name):
            family = Family(door, person)
            families.append(family)
            by_name[person.name] = family
            family.members.append((person, known))
        else:
            waiting.append((person, known))
    families += homes.values()
    if not families:
        families.append(Family(door, None))
    current = _rows_to_families(families)
    for person, known in waiting:
        family = by_name.get(person.head or "") or current(person)
        family.members.append((person, known))
    _find_households(families, register)
    for family in families:
        _leave_elsewhere(family, register, outcome)
    return [family for family in families if family.members]


def _homes(
    door: DoorKey, group: list[tuple[Person, Known | None]], register: Register
) -> dict[int | None, Family]:
    """The households at this door of the people whose rows brought their number."""
    house = register.doors.get(door)
    return {
        known.household_id: Family(door, None, household=known.household_id)
        for person, known in group
        if person.code is not None and known is not None and known.household_id is not None
        if known.house_id == house
    }


def _check_head(person: Person, known: Known, outcome: Outcome) -> None:
    """Name a change of head that a ledger asks for: it is a life event, not a cell."""
    if person.relation in HEADS and known.relation not in HEADS:
        said = "户主没有换。确实换了，请在住户里换户主。"
        problem = Problem("household.head_kept", "household_membership.relation_to_head", said)
        outcome.remark(person.sheet, person.row, problem)


def _rows_to_families(families: list[Family]) -> Callable[[Person], Family]:
    """The family whose head stands nearest above a row (the first one, where none does)."""

    def current(person: Person) -> Family:
        above = [
            f
            for f in families
            if f.head is not None and f.head.sheet == person.sheet and f.head.row < person.row
        ]
        return max(above, key=lambda f: f.head.row if f.head else 0) if above else families[0]

    return current


def _find_households(families: list[Family], register: Register) -> None:
    """Find each family among the households already at the door."""
    door = families[0].door
    here = register.households.get(register.doors.get(door, -1), [])
    settled = {family.household for family in families}
    free = {household: head for household, head in here if household not in settled}
    for family in families:
        if family.household is not None:
            continue
        lives = {known.household_id for _, known in family.members if known is not None}
        found = next((h for h in free if h in lives), None)
        if found is None and family.head is not None:
            found = next((h for h, head in free.items() if head == family.head.name), None)
        if found is None and len(free) == 1:
            only, head = next(iter(free.items()))
            found = only if family.head is None or not head else None
        if found is not None:
            family.household = found
            del free[found]


def _leave_elsewhere(family: Family, register: Register, outcome: Outcome) -> None:
    """Who lives at another door of the register stays there: a move is a life event, not a row."""
    for person, known in family.members:
        if known is None or known.household_id is None or known.household_id == family.household:
            continue
        if known.house_id == register.doors.get(family.door):
            family.household = known.household_id
            continue
        said = "登记册里这个人住在另一户，没有替他搬家。确实搬了，请在住户里办迁移。"
        outcome.remark(
            person.sheet, person.row, Problem("resident.other_door", "house.full_address", said)
        )
    stays = [
        (person, known)
        for person, known in family.members
        if known is None or known.household_id in (None, family.household)
    ]
    family.members = stays
    if family.head is not None and all(person is not family.head for person, _ in stays):
        family.head = None
