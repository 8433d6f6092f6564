"""The parts events are made of: coming, going, a new household, a new head."""

from collections.abc import Sequence

from db.tables.households import Household, Resident
from wenming_desktop.households import check, rules, stays, typed
from wenming_desktop.households.edit_model import SaveHousehold
from wenming_desktop.households.fields import EDITOR
from wenming_desktop.households.rules import Change, Home
from wenming_desktop.households.save import door_id, new_household, write_care, write_person
from wenming_desktop.households.sheet import CARE
from wenming_desktop.households.typed import Row
from wenming_desktop.life import hanging
from wenming_desktop.life import rules as life_rules
from wenming_desktop.life.rules import Kin
from wenming_desktop.life.script import NEW, Script, new_head

_MARRIED = frozenset({"20", "21", "22", "23"})
_AGAIN, _ONCE_MARRIED = "22", frozenset({"30", "40"})


def read_newcomers(script: Script, target: int, *, born: bool = False) -> None:
    """Read what was typed of newcomers; what is wrong with it are problems of the event."""
    event = script.event
    if not event.newcomers:
        return
    command = SaveHousehold(
        None if target == NEW else target,
        event.house_id if target == NEW else None,
        event.door if target == NEW else None,
        members=event.newcomers,
    )
    sheet = typed.read(script.work, command, EDITOR)
    for row in sheet.rows:
        if born and row.values.get(typed.BIRTH) is None:
            row.values[typed.BIRTH] = event.on
    heads = any(row.values.get(typed.RELATION) in rules.HEADS for row in sheet.rows)
    for problem in check.check(script.work, sheet).problems:
        if problem.stops and (problem.code != "household.head" or heads or target == NEW):
            script.problems.append(problem.message)
    relations = check.relations(script.work, sheet)
    for row in sheet.rows:
        key = ("row", row.index) if row.stored is None else ("id", row.stored.id)
        row.values[typed.RELATION] = relations.get(key)
    script.newcomers = sheet.rows


def come(script: Script, row: Row, target: int, change: str | None) -> None:
    """Somebody new, or who comes back, is registered and lives in the household."""
    event, work = script.event, script.work
    was = Home() if row.stored is None else stays.home_of(work, row.stored.id)
    hukou = event.hukou if row.values.get(typed.HUKOU) is None else row.values[typed.HUKOU]
    living = event.living if row.values.get(typed.LIVING) is None else row.values[typed.LIVING]
    where = Home(target if hukou else was.hukou, target if living else was.living)
    relation = row.values.get(typed.RELATION)
    if relation is None:
        script.ask("newcomers", f"{row.get(typed.NAME)}与户主的关系还空着。")
    if where == was:
        why = "已经在这一户" if hukou or living else "的户籍和居住至少要选一样"
        script.problems.append(f"{row.get(typed.NAME)}{why}。")
    if row.stored is not None:
        script.move(row.stored.id, where)

    def write() -> None:
        who = write_person(work, row)
        script.came.append(who.id)
        script.move(who.id, where)
        if relation is not None:
            script.relate(target, {who.id: relation})
        kind = change or rules.coming(was, where, who.residence_status) or Change.WITHIN
        script.settle(who)
        write_care(work, who, row.values.get(CARE))
        way = (was.living or was.hukou, script.real(target))
        stays.write_change(work, kind, event.on, who.id, way, event.basis)
        stays.set_head(work, script.household(script.real(target) or 0))

    what = "、".join(word for word, yes in (("户籍", hukou), ("居住", living)) if yes)
    text = f"{row.get(typed.NAME)}登记到{script.title(target)}（{what}）"
    script.do("person", text, write, "resident", row.stored.id if row.stored else 0)


def go(script: Script, who: Resident, target: int, relation: str | None) -> None:
    """Somebody of this community goes to another household of it."""
    event, was = script.event, stays.home_of(script.work, who.id)
    now = Home(
        target if event.hukou and was.hukou is not None else was.hukou,
        target if event.living and was.living is not None else was.living,
    )
    if now == was:
        script.problems.append(f"{who.full_name}没有要搬动的户籍或居住。")
    script.move(who.id, now)
    code = script.code(relation)
    if code is not None:
        script.relate(target, {who.id: code})
    elif target != NEW:
        script.ask("relations", f"{who.full_name}与新户主的关系还空着。")
    text = f"{who.full_name}到{script.title(target)}"
    script.do("stay", text, lambda: script.settle(who), "resident", who.id)


def leave(script: Script, who: Resident, was: Home, now: Home) -> None:
    """Somebody's registration or living here ends."""
    event = script.event

    def write() -> None:
        script.settle(who)
        if now.hukou is not None and event.place:
            who.away_place = event.place[:60]

    ended = (("户籍", was.hukou != now.hukou), ("居住", was.living != now.living))
    what = "、".join(word for word, over in ended if over)
    script.do("stay", f"{who.full_name}的{what}到此为止", write, "resident", who.id)
    kind = rules.leaving(was, now)
    if kind is not None:
        log(script, kind, who.id, (was.living or was.hukou, None))


def target(script: Script, house_id: int | None = None) -> int:
    """The household where people go: one that is there, or a new one at a door."""
    event = script.event
    if event.to_household is not None:
        return script.household(event.to_household).id
    house = event.house_id if event.door is None and event.house_id is not None else None
    house = house if house is not None or event.door is not None else house_id
    door = event.door
    missing = door is not None and not (door.estate and door.building and door.room)
    if missing or (house is None and door is None):
        script.ask("door", "要写明是哪个房号。")
        return NEW

    def make() -> None:
        made = new_household(script.work, door_id(script.work, house, door), event.on)
        script.made = made.id

    script.do("stay", "新建一户", make, "household")
    return NEW


def seat(script: Script, household: int, source: int) -> None:
    """People who make a household of their own get a head and relations to him."""
    if household != NEW:
        return
    going = [one for one in script.kin(source) if one.id in script.event.residents]
    if not going:
        return
    said = script.event.new_head
    head = next((one.id for one in going if one.id == said), going[0].id)
    script.relate(NEW, _turned(script, NEW, going, head))

    def crown_new() -> None:
        made = script.household(script.made)
        _write_relations(script, made, NEW)
        stays.set_head(script.work, made)

    name = next(one.name for one in going if one.id == head)
    script.do("head", f"{name}为新户的户主", crown_new, "resident", head)


def relocate(script: Script, household: Household) -> None:
    """The whole household goes to another door and stays what it is."""
    event = script.event
    if event.house_id is None and event.door is None:
        script.ask("door", "要写明是哪个房号。")
        return

    def move() -> None:
        household.house_id = door_id(script.work, event.house_id, event.door)

    script.do("stay", f"{script.title(household.id)}整户搬过去", move, "household", household.id)
    for one in script.kin(household.id):
        log(script, Change.WITHIN, one.id, (household.id, household.id))
    hanging.remind_card(script, household, "门牌")


def close_up(script: Script, people: Sequence[Resident], why: str) -> None:
    """Households these people leave get a new head, or are closed when nobody is left."""
    left: dict[int, None] = {}
    for who in people:
        for row in stays.open_rows(script.work, who.id):
            if row.household_id not in script.after.get(who.id, Home()).wanted():
                left[row.household_id or 0] = None
    for household_id in left:
        household, staying = script.household(household_id), script.staying(household_id)
        if not staying:
            hanging.empty(script, household, why)
        elif household.head_resident_id not in {one.id for one in staying}:
            head = new_head(script, household_id, staying)
            if head is not None:
                crown(script, household, staying, head)


def crown(script: Script, household: Household, people: list[Kin], head: int) -> None:
    """Another member heads the household; everybody's relation turns with it."""
    script.relate(household.id, _turned(script, household.id, people, head))

    def write() -> None:
        _write_relations(script, household, household.id)
        stays.set_head(script.work, household)

    name = next(one.name for one in people if one.id == head)
    script.do("head", f"{name}为户主", write, "household", household.id)
    hanging.remind_card(script, household, "户主")


def widow(script: Script, resident_id: int, homes: Home) -> None:
    """Husband or wife of who died."""
    for household in homes.wanted():
        people = script.kin(household)
        one = next((kin for kin in people if kin.id == resident_id), None)
        other = life_rules.couple(people, one) if one else None
        if other is not None and other.id not in script.event.residents:
            set_marriage(script, other.id, life_rules.WIDOWED)
            return


def set_marriage(script: Script, resident_id: int, status: str) -> None:
    """The 婚姻状况 that follows from the event."""
    who = script.person(resident_id)
    if status in _MARRIED:
        if who.marital_status in _MARRIED:
            script.remind("person", f"{who.full_name}原来登记的就是已婚", "resident", who.id)
            return
        status = _AGAIN if who.marital_status in _ONCE_MARRIED else status

    def write() -> None:
        who.marital_status = status

    name = script.work.codes.name("marital_status", status)
    script.do("person", f"{who.full_name}的婚姻状况改为{name}", write, "resident", who.id)


def log(script: Script, kind: str, who: int | None, way: tuple[int | None, int | None]) -> None:
    """A line of 人口变动, written when everything else is done."""
    event = script.event
    basis = event.basis or event.place

    def write() -> None:
        real = (script.real(way[0]), script.real(way[1]))
        stays.write_change(script.work, kind, event.on, who, real, basis)

    script.logs.append(write)


def _turned(script: Script, household: int, people: list[Kin], head: int) -> dict[int, str]:
    """Relations to a new head: as said, else as they turn; what changes is told."""
    wanted, codes = life_rules.turned(people, head), script.work.codes
    for one in people:
        if one.id == head:
            continue
        said = script.code(script.event.relations.get(one.id))
        wanted[one.id] = said or wanted[one.id]
        if wanted[one.id] == life_rules.OTHER and said is None:
            script.remind("relation", f"{one.name}和新户主的关系请核对", "resident", one.id)
        if wanted[one.id] != one.relation:
            name = codes.name("family_relation", wanted[one.id])
            text = f"{one.name}与户主关系改为{name}"
            script.do("relation", text, _nothing, "resident", one.id)
    return wanted


def _write_relations(script: Script, household: Household, key: int) -> None:
    said = script.relations.get(key, {})
    for row in stays.members(script.work, household.id):
        row.relation_to_head = said.get(row.resident_id or 0, row.relation_to_head)


def _nothing() -> None:
    """The step that writes relations is the new head's."""
