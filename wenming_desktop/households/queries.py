"""Reads for the household list and its detail pane; nothing is loaded whole."""

from collections.abc import Sequence
from typing import Any

from db.derived import short_address
from db.rows import chunks
from wenming_desktop.errors import NotFoundError
from wenming_desktop.households import filters, tags
from wenming_desktop.households.filters import FROM
from wenming_desktop.households.model import (
    Chip,
    Choice,
    HouseholdFilter,
    HouseholdRow,
    Opening,
    Tag,
)
from wenming_desktop.work import Work, use_case

ORDERS = {
    "door": "h.sort_key",
    "head": "h.head_name",
    "people": "h.people",
}
NO_CARD = "未发卡"


@use_case("households.count", "查看住户", right="register.read")
def household_count(work: Work, wanted: HouseholdFilter) -> int:
    """How many households the filter leaves."""
    return _count(work, *filters.where(work, wanted))


@use_case("households.page", "查看住户", right="register.read")
def household_page(
    work: Work, wanted: HouseholdFilter, offset: int, limit: int
) -> tuple[HouseholdRow, ...]:
    """`limit` households from `offset` on, in the filter's order."""
    condition, values = filters.where(work, wanted)
    ids = _page_ids(work, wanted, (condition, values), offset, limit)
    return rows_of(work, ids)


@use_case("households.opening", "查看住户", right="register.read")
def household_opening(work: Work, wanted: HouseholdFilter, offset: int, limit: int) -> Opening:
    """How many the filter leaves and `limit` of them from `offset` on, looked for only once."""
    condition, values = filters.where(work, wanted)
    ids = _page_ids(work, wanted, (condition, values), offset, limit)
    whole = not offset and len(ids) < limit
    total = len(ids) if whole else _count(work, condition, values)
    return Opening(total, rows_of(work, ids))


@use_case("households.home_of", "查看住户", right="register.read")
def home_of(work: Work, resident: int) -> int:
    """The household somebody belongs to now."""
    found = work.connection.exec_driver_sql(
        "SELECT m.household_id FROM household_membership m JOIN household h"
        " ON h.id = m.household_id AND NOT h.is_void"
        " WHERE m.resident_id = ? AND m.to_on IS NULL AND NOT m.is_void ORDER BY m.id",
        (resident,),
    ).scalar()
    if found is None:
        raise NotFoundError(what="这个人现在住的那一户")
    return int(found)


@use_case("households.chips", "查看住户", right="register.read")
def chip_counts(work: Work, wanted: HouseholdFilter) -> tuple[Chip, ...]:
    """How many households each label would leave, with place and text as they are."""
    base = HouseholdFilter(wanted.text, wanted.estate_id, wanted.grid_id)
    condition, values = filters.where(work, base)
    chips = [Chip("all", "全部", _count(work, condition, values))]
    for rule in tags.rules(work.codes):
        sql, more = filters.label(work, rule, wanted.text)
        found = _count(work, f"{condition} AND {sql}", (*values, *more))
        if found or rule.key in wanted.tags:
            chips.append(Chip(rule.key, rule.label, found))
    return tuple(chips)


@use_case("households.estates", "查看小区", right="register.read")
def estates(work: Work) -> tuple[Choice, ...]:
    """The estates, in natural order."""
    return _choices(work, "SELECT id, name FROM estate WHERE NOT is_void ORDER BY id")


@use_case("households.grids", "查看网格", right="register.read")
def grids(work: Work) -> tuple[Choice, ...]:
    """The grids, in their order."""
    return _choices(work, "SELECT id, name FROM grid WHERE NOT is_void ORDER BY sort, code, id")


def rows_of(work: Work, ids: Sequence[int]) -> tuple[HouseholdRow, ...]:
    """The list lines of these households, in the order given."""
    labels = labels_of(work, ids)
    cards = cards_of(work, ids)
    found: dict[int, HouseholdRow] = {}
    for part in chunks(ids):
        marks = ",".join("?" * len(part))
        rows = work.connection.exec_driver_sql(
            "SELECT h.id, e.name, b.building_no, u.unit_no, ho.room_no, h.head_name, h.people,"
            f" ho.usage {FROM} WHERE h.id IN ({marks})",
            tuple(part),
        )
        for row in rows:
            status, label, _, _ = cards.get(row[0], ("", NO_CARD, "", None))
            found[row[0]] = HouseholdRow(
                row[0],
                short_address(*row[1:5]),
                row[5] or "（未定户主）",
                row[6],
                labels.get(row[0], ()),
                status,
                label,
            )
    return tuple(found[i] for i in ids if i in found)


def labels_of(work: Work, ids: Sequence[int]) -> dict[int, tuple[Tag, ...]]:
    """The labels of these households, by the same rules as the filter chips."""
    found: dict[int, list[Tag]] = {}
    rules = [rule for rule in tags.rules(work.codes) if rule.kind != "nocard"]
    for part in chunks(ids):
        marks = ",".join("?" * len(part))
        for rule in rules:
            sql, values = tags.of_few(rule, work.now.date())
            rows = work.connection.exec_driver_sql(
                f"SELECT h.id FROM household h WHERE h.id IN ({marks}) AND {sql}",
                (*part, *values),
            )
            for row in rows:
                found.setdefault(row[0], []).append(tags.tag(rule))
    return {row_id: tuple(labels) for row_id, labels in found.items()}


def cards_of(work: Work, ids: Sequence[int]) -> dict[int, tuple[str, str, str, Any]]:
    """Status, its name, number and last day of the live card of these households."""
    found: dict[int, tuple[str, str, str, Any]] = {}
    for part in chunks(ids):
        marks = ",".join("?" * len(part))
        rows = work.connection.exec_driver_sql(
            "SELECT household_id, status, card_no, coalesce(received_on, issued_on)"
            f" FROM service_card WHERE household_id IN ({marks}) AND NOT is_void"
            " AND status IN ('1', '2', '3', '4') ORDER BY id",
            tuple(part),
        )
        for household, status, number, day in rows:
            label = work.codes.name("card_status", status)
            found[household] = (status, label, number, day)
    return found


def _page_ids(
    work: Work, wanted: HouseholdFilter, condition: filters.Where, offset: int, limit: int
) -> list[int]:
    order = ORDERS[wanted.sort]
    down, back = ("DESC", "ASC") if wanted.descending else ("ASC", "DESC")
    sql, values = condition
    # A far page is reached from the nearer end: skipping costs by the row.
    total = _count(work, sql, values) if offset else 0
    turned = offset > total // 2 > 0
    if turned:
        limit = max(0, min(limit, total - offset))
        offset = max(0, total - offset - limit)
        down, back = back, down
    tables = _tables(sql)
    rows = work.connection.exec_driver_sql(
        f"SELECT h.id {tables} WHERE {sql} ORDER BY {order} {down}, h.id {down} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    ids = [row[0] for row in rows]
    return ids[::-1] if turned else ids


def _count(work: Work, condition: str, values: Sequence[object]) -> int:
    found = work.connection.exec_driver_sql(
        f"SELECT count(*) {_tables(condition)} WHERE {condition}", tuple(values)
    ).scalar()
    return int(found or 0)


def _tables(condition: str) -> str:
    """The household alone, unless the condition speaks of its place."""
    return FROM if "b." in condition else "FROM household h"


def _choices(work: Work, sql: str) -> tuple[Choice, ...]:
    return tuple(Choice(*row) for row in work.connection.exec_driver_sql(sql))
