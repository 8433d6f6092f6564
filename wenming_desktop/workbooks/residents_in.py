"""导入居民台账: one transaction from people to the register; nothing new leaves it unchanged."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from db import rows, search_docs
from db.derived import sort_key
from db.tables.households import Household, HouseholdMembership, Resident, SpecialCare
from db.tables.places import House
from wenming_desktop.fields import Reading
from wenming_desktop.households.register import Known, Register, household_numbers
from wenming_desktop.places.doors import DoorKey, make_doors
from wenming_desktop.settings import office
from wenming_desktop.work import Work, use_case
from wenming_desktop.workbooks import decisions
from wenming_desktop.workbooks.batches import close_batch, open_batch
from wenming_desktop.workbooks.exported import Exported
from wenming_desktop.workbooks.homes import tables_of_people
from wenming_desktop.workbooks.outcome import ImportOptions, Outcome
from wenming_desktop.workbooks.people import NoTableError, Person, read_people
from wenming_desktop.workbooks.residents_diff import changes, count, is_changed, new_relation
from wenming_desktop.workbooks.residents_merge import differing, settle
from wenming_desktop.workbooks.residents_plan import Plan, make_plan
from wenming_desktop.workbooks.table import Table

RESIDENT = (
    "full_name", "id_number", "id_number_raw", "id_type", "gender", "birth_date",
    "birth_precision", "ethnicity", "political_status", "education", "marital_status",
    "health_status", "employment", "employer", "phone", "phone2", "phone_note",
    "residence_status", "hukou_address", "hukou_nature", "emergency_name", "emergency_phone",
    "remark",
)  # fmt: skip
COUNTED = (
    "households_added", "households_updated", "residents_added", "residents_updated",
    "unchanged",
)  # fmt: skip
NOWHERE = (None, None, None, None)
FOUND_BY = ("phone", "phone2", "id_number", "id_number_raw")
UNKNOWN_STATUS, ALIVE, UNCHECKED = "9", "1", "8"
TOGETHER, AWAY = "1", "3"
"""人户一致 and 户在人不在, of the list of states of residence."""


@dataclass(frozen=True)
class ImportResidents:
    """The tables of one file and how to read them."""

    tables: tuple[Table, ...]
    options: ImportOptions = field(default_factory=ImportOptions)


@use_case("residents.preview", "预览导入", right="register.import")
def preview_residents(work: Work, command: ImportResidents) -> Outcome:
    """What the import would do; writes nothing."""
    outcome, _, plan = _plan(work, command)
    existing = _stored(work, plan)
    outcome.merges = differing(_everybody(plan), existing, work.codes)
    settle(_everybody(plan), existing, command.options.merge)
    for family in plan.families:
        outcome.add("households_added", int(family.household is None))
    for person, known in _everybody(plan):
        count(outcome, person, known, existing)
    return outcome


@use_case("residents.import", "导入居民台账", right="register.import")
def import_residents(work: Work, command: ImportResidents) -> Outcome:
    """Write the ledger into the register as one batch."""
    outcome, register, plan = _plan(work, command)
    work.detail["source"] = "import"
    batch = open_batch(work, "residents", command.options, [t.sheet for t in command.tables])
    writer = _Writer(work, register, plan, outcome)
    settle(_everybody(plan), writer.stored, command.options.merge)
    writer.write()
    if not writer.wrote:
        return outcome
    if command.options.fixes:
        decisions.keep(work, command.options.fixes)
    outcome.batch = close_batch(work, batch, outcome)
    return outcome


def _plan(work: Work, command: ImportResidents) -> tuple[Outcome, Register, Plan]:
    tables = tables_of_people(command.tables)
    if not tables:
        raise NoTableError
    outcome = Outcome(counts=dict.fromkeys(COUNTED, 0))
    reading = Reading(work.now.date(), work.codes, office(work).area_code)
    exported = Exported.load(work, tables)
    estate = command.options.estate
    people = read_people(tables, reading, estate, exported, work.progress, outcome)
    register = Register.load(work.connection)
    return outcome, register, make_plan(people, register, outcome)


def _everybody(plan: Plan) -> Iterable[tuple[Person, Known | None]]:
    for family in plan.families:
        yield from family.members
    yield from plan.homeless


def _stored(work: Work, plan: Plan) -> dict[int, dict[str, Any]]:
    ids = sorted({known.id for _, known in _everybody(plan) if known is not None})
    stored = rows.fetch(work.connection, "resident", ids)
    for row in stored.values():
        row["care"] = set()
    marks = "SELECT resident_id, category FROM special_care WHERE end_on IS NULL AND NOT is_void"
    for resident, category in work.connection.exec_driver_sql(marks):
        if resident in stored:
            stored[resident]["care"].add(category)
    return stored


class _Writer:
    """Writes a plan in bulk: doors, people, households, memberships, care, changes."""

    def __init__(self, work: Work, register: Register, plan: Plan, outcome: Outcome) -> None:
        self.work, self.register, self.plan, self.outcome = work, register, plan, outcome
        self.stored = _stored(work, plan)
        self.wrote = False

    def write(self) -> None:
        """Write everything; the search index follows at the end."""
        everybody = list(_everybody(self.plan))
        new = [person for person, known in everybody if known is None]
        self.work.progress.step(0, len(everybody), "写入居民")
        first = self._insert(Resident, (*RESIDENT, "lifecycle"), [_resident(p) for p in new])
        self.ids = {id(person): first[i] for i, person in enumerate(new)}
        self.ids |= {id(person): known.id for person, known in everybody if known is not None}
        self.work.progress.step(len(everybody) // 3, len(everybody), "写入住户")
        houses = self._doors()
        households = self._households(houses)
        joined = self._memberships(households)
        self._care(everybody)
        changed = self._changed(everybody)
        self.work.progress.step(len(everybody) * 2 // 3, len(everybody), "建立索引")
        search_docs.put(self.work.connection, "resident", (changed | joined).difference(first))
        self._index(new, households)
        self.outcome.add("residents_added", len(new))
        self.outcome.add("residents_updated", len(changed))
        self.outcome.add("unchanged", len(everybody) - len(new) - len(changed))

    def _insert(self, table: Any, columns: Sequence[str], values: Sequence[Sequence[Any]]) -> range:
        self.wrote |= bool(values)
        return self.work.insert_rows(table, columns, values)

    def _doors(self) -> dict[DoorKey, int]:
        wanted = [family.door for family in self.plan.families]
        houses = make_doors(self.work, wanted)
        usage: dict[int, str] = {}
        for family in self.plan.families:
            for person, _ in family.members:
                if said := person.house.get("usage"):
                    usage[houses[family.door]] = said
        stored = rows.fetch(self.work.connection, "house", sorted(usage))
        updates = [(said, i) for i, said in usage.items() if stored[i]["usage"] != said]
        self.wrote |= bool(updates)
        self.work.update_rows(House, ("usage",), updates)
        return houses

    def _households(self, houses: dict[DoorKey, int]) -> range:
        new = [family for family in self.plan.families if family.household is None]
        numbers = household_numbers(self.work.connection, [family.door for family in new])
        values = []
        for family, number in zip(new, numbers, strict=True):
            head = family.head
            values.append(
                (
                    number,
                    houses[family.door],
                    None if head is None else self.ids.get(id(head)),
                    None if head is None else head.name,
                    sum(_stay(person)[1] for person, _ in family.members),
                    sort_key(*family.door),
                    "active",
                )
            )
        columns = (
            "household_no", "house_id", "head_resident_id", "head_name", "people", "sort_key",
            "status",
        )  # fmt: skip
        made = self._insert(Household, columns, values)
        for family, row_id in zip(new, made, strict=True):
            family.household = row_id
        self.outcome.add("households_added", len(new))
        return made

    def _memberships(self, made: range) -> set[int]:
        values: list[tuple[int, int, str | None, bool, bool, str]] = []
        today = self.work.now.date().isoformat()
        for family in self.plan.families:
            for person, known in family.members:
                if known is None or known.household_id is None:
                    who = (family.home, self.ids[id(person)], person.relation)
                    values.append((*who, *_stay(person), today))
        columns = ("household_id", "resident_id", "relation_to_head", "is_hukou", "is_living",
                   "from_on")  # fmt: skip
        self._insert(HouseholdMembership, columns, values)
        self._relations()
        joined: Counter[int] = Counter()
        for home, *_, is_living, _ in values:
            if home not in made:
                joined[home] += is_living
        self._grow(joined)
        return {value[1] for value in values}

    def _relations(self) -> None:
        """Take over relations that the ledger says otherwise, but never a second head."""
        updates = []
        for family in self.plan.families:
            for person, known in family.members:
                if known is not None and new_relation(person, known):
                    updates.append((person.relation, known.membership_id))
        self.wrote |= bool(updates)
        self.work.update_rows(HouseholdMembership, ("relation_to_head",), updates)

    def _grow(self, joined: Mapping[int, int]) -> None:
        """Households that got new members: count them anew, and give a head where none was."""
        heads = {
            f.household: f.head for f in self.plan.families if f.household in joined and f.head
        }
        updates = []
        for row_id, row in rows.fetch(self.work.connection, "household", sorted(joined)).items():
            head = heads.get(row_id)
            resident, name = row["head_resident_id"], row["head_name"]
            if resident is None and head is not None:
                resident, name = self.ids[id(head)], head.name
            updates.append((resident, name, row["people"] + joined[row_id], row_id))
        self.work.update_rows(Household, ("head_resident_id", "head_name", "people"), updates)
        self.outcome.add("households_updated", len(updates))

    def _index(self, new: list[Person], households: range) -> None:
        """Make what is new findable: its documents follow from the plan, no row is read back."""
        connection = self.work.connection
        people = (
            (self.ids[id(p)], p.name, *map(p.values.get, FOUND_BY), *(p.door or NOWHERE))
            for p in new
        )
        search_docs.put_rows(connection, "resident", people)
        moved_in = [f for f in self.plan.families if f.household in households]
        search_docs.put_rows(connection, "household", ((f.home, *f.door) for f in moved_in))
        doors = self.register.doors
        search_docs.put(connection, "house", {doors[f.door] for f in moved_in if f.door in doors})

    def _care(self, everybody: list[tuple[Person, Known | None]]) -> None:
        values = []
        for person, known in everybody:
            have = self.stored[known.id]["care"] if known is not None else set()
            values += [(self.ids[id(person)], c) for c in person.care if c not in have]
        self._insert(SpecialCare, ("resident_id", "category"), values)

    def _changed(self, everybody: list[tuple[Person, Known | None]]) -> set[int]:
        """Write what differs; returns the residents that changed."""
        by_columns: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        changed: set[int] = set()
        for person, known in everybody:
            if known is None:
                continue
            new = changes(person, self.stored[known.id])
            if new:
                by_columns.setdefault(tuple(new), []).append((*new.values(), known.id))
            if is_changed(person, known, self.stored[known.id]):
                changed.add(known.id)
        for columns, values in by_columns.items():
            self.wrote = True
            self.work.update_rows(Resident, columns, values)
        return changed


def _resident(person: Person) -> tuple[Any, ...]:
    values = {"residence_status": UNKNOWN_STATUS, **person.values}
    return (*map(values.get, RESIDENT), ALIVE)


def _stay(person: Person) -> tuple[bool, bool]:
    """Whether somebody is registered and whether he lives where the ledger has him.

    A ledger that says nothing means that he lives there.
    """
    state = person.values.get("residence_status")
    return state in {TOGETHER, AWAY}, state != AWAY
