"""党员: added, edited, checked in from a work unit, gone away and back, made full members."""

from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from db.tables.households import Resident
from db.tables.party import BuildingPartyGroup, PartyMember, PartyOrganization
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import Code, Field, Reading, birth_date, clean_text, gender
from wenming_desktop.party import member_rules as rules
from wenming_desktop.party import typed
from wenming_desktop.party.member_model import Confirm, Flow, Saved, SaveMember
from wenming_desktop.party.member_refusals import (
    MemberChangedError,
    MemberGoneError,
    MemberKnownError,
    MemberLeavesError,
    MemberProblemsError,
    MemberStepError,
    ValueWrongError,
)
from wenming_desktop.party.member_sheet import (
    LINKS,
    OWN,
    SHARED,
    cells_known,
    member_row,
    name_of,
    resident_of,
    value_of,
)
from wenming_desktop.party.units import unit_named
from wenming_desktop.settings import office
from wenming_desktop.work import Work, use_case

_KIND, _STATUS = "party_member.member_kind", "party_member.member_status"
_UNIT, _REPORTED = "party_member.work_unit_id", "party_member.reported_on"
_WATCHED = ("member_kind", "member_status", "joined_on", "confirmed_on", "reported_on",
            "work_unit_id", "birth_date")  # fmt: skip


@dataclass
class _Read:
    """What was typed, as the row will hold it."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)


@use_case("members.save", "保存党员", right="party.write")
def save_member(work: Work, command: SaveMember) -> Saved:
    """Add a member or change one; what is worth a look comes back with the id."""
    return _save(work, command)


@use_case("members.check_in", "登记双报到", right="party.write")
def check_in(work: Work, command: SaveMember) -> Saved:
    """A member of a work unit checks in where he lives: kind 2, reported today unless said."""
    if command.member_id is not None:
        known = member_row(work, command.member_id)
        if known.member_kind in (rules.ON_ROLL, rules.FLOW_OUT):
            name = name_of(known, resident_of(work, known))
            why = f"{name}的组织关系在本社区，是在册党员，不用双报到。没有改动。"
            raise MemberStepError(why=why)
    values = {_STATUS: rules.FULL, _REPORTED: work.now.date().isoformat(), **command.values}
    for key in (_STATUS, _REPORTED):
        values[key] = values[key] or {_STATUS: rules.FULL}.get(key, "")
    return _save(work, replace(command, values={**values, _KIND: rules.DUAL}))


@use_case("members.flow", "登记党员流动", right="party.write")
def record_flow(work: Work, command: Flow) -> Saved:
    """A member of the roll goes away for long, or is back; he stays on the roll either way."""
    member = standing(work, command.member_id, "流动")
    wanted = rules.ON_ROLL if command.away else rules.FLOW_OUT
    name = name_of(member, resident_of(work, member))
    if (member.member_kind or rules.ON_ROLL) != wanted:
        why = "不是在册党员，不能记流出" if command.away else "没有记过流出，不用记返回"
        raise MemberStepError(why=f"{name}{why}。没有改动。")
    on = command.on or work.now.date()
    if on > work.now.date():
        raise ValueWrongError(field="on", why=f"日期 {on.isoformat()} 还没有到，请核对。")
    if command.away:
        place = clean_text(command.place, 60)
        if not place:
            raise ValueWrongError(field="place", why="流动去向还空着，要填上。")
        member.member_kind, member.flow_to, member.flow_from_on = rules.FLOW_OUT, place, on
        member.flow_contact = typed.phone(work, command.contact, "contact")
    else:
        member.member_kind, member.flow_to = rules.ON_ROLL, None
        member.flow_from_on, member.flow_contact = None, None
    work.session.flush()
    work.note(f"member:{member.id}", away=command.away)
    return Saved(member.id)


@use_case("members.confirm", "登记转正", right="party.write")
def confirm_member(work: Work, command: Confirm) -> Saved:
    """A member on trial becomes a full one; sooner than a year after joining is told."""
    member = standing(work, command.member_id, "转正")
    if member.member_status != rules.ON_TRIAL:
        name = name_of(member, resident_of(work, member))
        raise MemberStepError(why=f"{name}不是预备党员，不用转正。没有改动。")
    on = command.on or work.now.date()
    if on > work.now.date():
        raise ValueWrongError(field="on", why=f"日期 {on.isoformat()} 还没有到，请核对。")
    if member.joined_on and on < member.joined_on:
        raise ValueWrongError(field="on", why="转正日期早于入党日期，请核对。")
    member.member_status, member.confirmed_on = rules.FULL, on
    work.session.flush()
    work.note(f"member:{member.id}")
    return Saved(member.id, rules.doubts(facts_of(member, resident_of(work, member))))


def standing(work: Work, member_id: int, what: str) -> PartyMember:
    """A member who has not left; `what` is what he was wanted for."""
    member = member_row(work, member_id)
    if (member.member_status or "") in rules.LEAVING:
        raise MemberGoneError(
            name=name_of(member, resident_of(work, member)),
            status=rules.LEAVING[member.member_status or ""],
            what=what,
        )
    return member


def facts_of(member: PartyMember, resident: Resident | None) -> rules.Facts:
    """A member as the rules see him."""
    return rules.Facts(
        member.member_kind,
        member.member_status,
        member.joined_on,
        member.confirmed_on,
        member.reported_on,
        value_of(member, resident, "birth_date"),
        member.work_unit_id is not None,
        member.flow_to or "",
    )


def _save(work: Work, command: SaveMember) -> Saved:
    member = PartyMember() if command.member_id is None else member_row(work, command.member_id)
    new = command.member_id is None
    if command.version is not None and command.version != member.row_version:
        raise MemberChangedError(name=member.full_name or "这名党员")
    was = (member.group_id, *(getattr(member, name) for name in _WATCHED))
    resident = _linked(work, command, member)
    read = _read(work, command, member, resident)
    resident = resident or _same_person(work, read, member)
    _refuse_known(work, read, resident, new=new)
    _write(work, member, resident, read)
    found = rules.faults(facts_of(member, resident), work.now.date())
    touched = new or was[1:] != tuple(getattr(member, name) for name in _WATCHED)
    for name, said in found.items() if touched else ():
        read.problems.setdefault(f"party_member.{name}", said)
    if read.problems:
        # What was set on the row is dropped with the session of a refused act.
        raise MemberProblemsError(read.problems)
    work.session.add(member)
    work.session.flush()
    work.note(f"member:{member.id}", kind=member.member_kind or "")
    still = () if touched else tuple(found.values())
    lost = _leads_elsewhere(work, member, was[0])
    doubts = rules.doubts(facts_of(member, resident))
    return Saved(member.id, (*read.doubts, *still, *doubts, *lost))


def _linked(work: Work, command: SaveMember, member: PartyMember) -> Resident | None:
    if command.resident_id is None or command.member_id is not None:
        return resident_of(work, member)
    found = work.session.get(Resident, command.resident_id)
    if found is None or found.is_void:
        raise NotFoundError(what="这位居民")
    return found


def _read(work: Work, command: SaveMember, member: PartyMember, resident: Resident | None) -> _Read:
    """Read what was typed; what the resident's row answers is left to it."""
    read = _Read()
    reading = Reading(work.now.date(), work.codes, office(work).area_code)
    for one in OWN:
        answered = one.name in SHARED and getattr(resident, one.name, None)
        raw = command.values.get(one.key)
        if answered or (raw is None and not (one.required and command.member_id is None)):
            continue
        if one.key in LINKS:
            _read_link(work, read, one, raw or "")
        else:
            _read_value(read, one, raw or "", getattr(member, one.name), reading)
    status = read.values.get("member_status")
    if status in rules.LEAVING and status != member.member_status:
        raise MemberLeavesError(
            field=_STATUS, status=work.codes.name("party_member_status", status)
        )
    _follow(read, member)
    return read


def _read_value(read: _Read, one: Field, raw: str, stored: Any, reading: Reading) -> None:
    if one.kind.editor == "id" and stored and raw == one.kind.mask(stored):
        return
    if isinstance(one.kind, Code) and reading.codes.item(one.kind.list, raw) is not None:
        read.values[one.name] = raw
        return
    parsed = one.parse(raw, reading)
    said = [problem.message for problem in parsed.problems]
    if said and parsed.value is None:
        read.problems[one.key] = said[0]
        return
    # As in the household's editor: a number that looks wrong is kept as written, and told.
    read.values[one.name] = parsed.value
    read.doubts += (f"{one.label}：{text}" for text in said)


def _read_link(work: Work, read: _Read, one: Field, raw: str) -> None:
    if one.key == _UNIT:
        read.values[one.name] = unit_named(work, raw)
        return
    table = BuildingPartyGroup if one.name == "group_id" else PartyOrganization
    wanted = int(raw) if raw.isdecimal() else None
    row = work.session.get(table, wanted) if wanted else None
    if raw and (row is None or row.is_void):
        read.problems[one.key] = f"没有这个{one.label}，请重新选。"
    else:
        read.values[one.name] = wanted


def _follow(read: _Read, member: PartyMember) -> None:
    """A number says sex and birth; a number that is typed anew forgets the old fifteen digits."""
    number = read.values.get("id_number")
    if not number or number == member.id_number:
        return
    read.values["id_number_raw"] = None
    read.values["gender"] = gender(number) or read.values.get("gender")
    read.values["birth_date"] = birth_date(number) or read.values.get("birth_date")


def _same_person(work: Work, read: _Read, member: PartyMember) -> Resident | None:
    """The resident of the same number and name, as an import links them."""
    number = read.values.get("id_number", member.id_number)
    name = read.values.get("full_name", member.full_name)
    if not number or not name or member.resident_id:
        return None
    rows = select(Resident).where(
        Resident.id_number == number, Resident.full_name == name, ~Resident.is_void
    )
    return work.session.scalars(rows.order_by(Resident.id)).first()


def _refuse_known(work: Work, read: _Read, resident: Resident | None, *, new: bool) -> None:
    """A new member must not stand there already: as resident, by number, by name and phone."""
    if not new:
        return
    get = read.values.get
    found = work.connection.exec_driver_sql(
        "SELECT m.member_kind, coalesce(r.full_name, m.full_name) FROM party_member m"
        " LEFT JOIN resident r ON r.id = m.resident_id WHERE NOT m.is_void"
        " AND (m.resident_id = :resident OR (coalesce(r.full_name, m.full_name) = :name AND"
        " (coalesce(r.id_number, m.id_number) = :number OR coalesce(r.phone, m.phone) = :phone)))"
        " ORDER BY m.id LIMIT 1",
        {"resident": resident.id if resident else None, "name": get("full_name"),
         "number": get("id_number"), "phone": get("phone")},
    ).first()  # fmt: skip
    if found is not None:
        kind = work.codes.name("party_member_kind", found[0]) or "没有类型"
        raise MemberKnownError(field="party_member.full_name", name=found[1], kind=kind)


def _write(work: Work, member: PartyMember, resident: Resident | None, read: _Read) -> None:
    values = dict(read.values)
    if "group_id" in values and not values.get("branch_id") and values["group_id"]:
        values["branch_id"] = cells_known(work).get(values["group_id"])
    if resident is not None:
        member.resident_id = resident.id
        # What his own row as a resident says is read from there, never kept twice.
        values = {k: v for k, v in values.items() if k not in SHARED or not getattr(resident, k)}
    for name, value in values.items():
        setattr(member, name, value)
    member.member_status = member.member_status or rules.FULL


def _leads_elsewhere(work: Work, member: PartyMember, was: int | None) -> tuple[str, ...]:
    if was is None or was == member.group_id:
        return ()
    rows = select(BuildingPartyGroup).where(
        BuildingPartyGroup.leader_id == member.id, ~BuildingPartyGroup.is_void
    )
    names = [
        group.name or "" for group in work.session.scalars(rows) if group.id != member.group_id
    ]
    return tuple(f"还是{name}的组长，人已经不在这个党小组，请另定组长。" for name in names)
