"""A street of invented households to issue cards to, and peeks into the data file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db import search_docs
from db.derived import sort_key
from db.tables.cards import ServiceCard
from db.tables.households import Household, Resident
from db.tables.office import Staff
from db.tables.party import BuildingPartyGroup, PartyMember
from db.tables.places import Building, Grid
from wenming_desktop.places.doors import make_doors
from wenming_desktop.work import Desk, Work, use_case


@dataclass(frozen=True)
class Town:
    """Households by door in the order built: building 1 has grid and cell, building 2 nothing."""

    households: tuple[int, ...]
    building1: int
    building2: int
    worker: int
    leader: int
    grid: int
    group: int


@use_case("test.cards.doors", "测试住户", right="any")
def add_households(work: Work, doors: Sequence[tuple[str, str, str, str]], head: str) -> list[int]:
    houses = make_doors(work, doors)
    people = work.insert_rows(Resident, ("full_name",), [(head,) for _ in doors])
    rows = [
        (f"T{houses[door]}", houses[door], person, head, sort_key(*door), "active")
        for door, person in zip(doors, people, strict=True)
    ]
    columns = ("household_no", "house_id", "head_resident_id", "head_name", "sort_key", "status")
    made = work.insert_rows(Household, columns, rows)
    search_docs.put(work.connection, "household", made)
    return list(made)


@use_case("test.cards.town", "测试街坊", right="any")
def build(work: Work, heads: Sequence[str]) -> Town:
    doors = [("槐荫一院", str(at % 2 + 1), "1", f"{at + 1}01") for at in range(len(heads))]
    made: list[int] = []
    for door, head in zip(doors, heads, strict=True):
        made += add_households(work, [door], head)
    session = work.session
    worker = Staff(name="梁志勇", phone="13900002003", posts=[], grid_ids=[])
    leader = PartyMember(full_name="孙福顺", phone="13900009999", id_number="630100195803120011")
    session.add_all([worker, leader])
    session.flush()
    grid = Grid(code="03", name="第三网格", worker_id=worker.id)
    group = BuildingPartyGroup(name="1号楼党小组", leader_id=leader.id, public_phone="8801 7712")
    session.add_all([grid, group])
    session.flush()
    one = session.query(Building).filter_by(building_no="1").one()
    two = session.query(Building).filter_by(building_no="2").one()
    one.grid_id, one.party_group_id = grid.id, group.id
    return Town(tuple(made), one.id, two.id, worker.id, leader.id, grid.id, group.id)


@use_case("test.cards.set", "测试修改", right="any")
def change(work: Work, table: type[Any], row_id: int, **values: Any) -> None:
    row = work.session.get_one(table, row_id)
    for name, value in values.items():
        setattr(row, name, value)


@dataclass(frozen=True)
class Seen:
    """A card as stored."""

    id: int
    number: str
    household: int
    status: str
    snapshot: Any
    replaces: int | None
    batch: str


@use_case("test.cards.all", "测试查看", right="any")
def stored(work: Work) -> tuple[Seen, ...]:
    cards = work.session.query(ServiceCard).order_by(ServiceCard.id)
    return tuple(
        Seen(
            c.id,
            c.card_no or "",
            c.household_id or 0,
            c.status or "",
            c.face_snapshot,
            c.replaces_id,
            c.batch_no or "",
        )
        for c in cards
    )


@use_case("test.cards.events", "测试查看", right="any")
def events(work: Work, card: int) -> list[str]:
    rows = work.connection.exec_driver_sql(
        "SELECT event FROM service_card_event WHERE card_id = ? ORDER BY id", (card,)
    )
    return [row[0] for row in rows]


def statuses(desk: Desk) -> list[str]:
    return [card.status for card in desk.read(stored)]
