"""The head of a node of the party tree, and the coverage of the half-year that runs."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields.phones import mask
from wenming_desktop.party import queries
from wenming_desktop.party.model import CellWarning
from wenming_desktop.party.page_model import HalfYear, NodeFilter, NodeSheet
from wenming_desktop.party.page_queries import (
    below_of,
    building_name,
    liaison_count,
    member_count,
)
from wenming_desktop.party.rules import BRANCH, GROUP, SECRETARIES
from wenming_desktop.party.service import coverage, reminders
from wenming_desktop.work import Work, use_case


@use_case("party.half_year", "查看党建覆盖", right="party.read")
def half_year(work: Work) -> HalfYear:
    """The coverage of the half-year that runs."""
    today = work.now.date()
    begin = date(today.year, 1 if today.month < 7 else 7, 1)
    end = date(today.year, 7, 1) if today.month < 7 else date(today.year + 1, 1, 1)
    return HalfYear(begin, end, coverage(work, begin, end))


@use_case("party.node", "查看党组织", right="party.read")
def node_sheet(work: Work, wanted: NodeFilter) -> NodeSheet:
    """The head of a node; `NodeFilter.text` does not matter."""
    plain = NodeFilter(wanted.level, wanted.id)
    facts = _cell_facts(work, wanted.id) if wanted.level == GROUP else _org_facts(work, plain)
    return NodeSheet(
        level=wanted.level,
        id=wanted.id,
        members=member_count(work, plain),
        liaisons=liaison_count(work, plain),
        **facts,
    )


@use_case("party.node_of", "查看党员", right="party.read")
def node_of_member(work: Work, member: int) -> tuple[str, int]:
    """The node of the tree whose list names a member: the cell, else the branch."""
    row = work.connection.exec_driver_sql(
        "SELECT g.id, m.branch_id FROM party_member m"
        " LEFT JOIN building_party_group g ON g.id = m.group_id AND NOT g.is_void"
        " AND g.closed_on IS NULL WHERE m.id = ? AND NOT m.is_void",
        (member,),
    ).first()
    if row is None or not (row[0] or row[1]):
        raise NotFoundError(what="这名党员的党小组")
    return (GROUP, row[0]) if row[0] else (BRANCH, row[1])


def _cell_facts(work: Work, cell: int) -> dict[str, Any]:
    row = work.connection.exec_driver_sql(
        "SELECT g.name, g.leader_id, o.name, g.public_phone, g.deputy_id, g.venue,"
        " g.activity_day, o.id FROM building_party_group g"
        " LEFT JOIN party_organization o ON o.id = g.branch_id AND NOT o.is_void"
        " WHERE g.id = ? AND NOT g.is_void AND g.closed_on IS NULL",
        (cell,),
    ).first()
    if row is None:
        return {"name": ""}
    found = work.connection.exec_driver_sql(
        "SELECT e.name, b.building_no FROM building b JOIN estate e ON e.id = b.estate_id"
        " WHERE b.party_group_id = ? AND NOT b.is_void ORDER BY e.id, b.sort_key",
        (cell,),
    )
    return {
        "name": row[0] or "",
        "above": row[2] or "",
        "buildings": tuple(building_name(*place) for place in found),
        "warnings": _said(reminders(work), GROUP, cell),
        "deputy": _person(work, row[4], None).get("leader", ""),
        "meets": "　".join(part for part in (row[6], row[5]) if part),
        "above_leader": _person(work, _holder(work, row[7], "11"), None).get("leader", ""),
        **_person(work, row[1], row[3]),
    }


def _org_facts(work: Work, wanted: NodeFilter) -> dict[str, Any]:
    orgs = queries.organizations(work.connection)
    by_id = {row[0]: row for row in orgs}
    if wanted.id not in by_id:
        return {"name": ""}
    _, name, level, parent = by_id[wanted.id]
    below, home = below_of(orgs, wanted.id)
    known = set(by_id)
    end = work.now.date() + timedelta(days=1)
    cells = [row[2] for row in queries.cells(work.connection, end)]
    secretary = next((post for post, of in SECRETARIES.items() if of == level), None)
    return {
        "name": name or "",
        "above": (by_id[parent][1] or "") if parent in by_id else "",
        "branches": sum(by_id[row_id][2] == BRANCH for row_id in below - {wanted.id}),
        "cells": sum(branch in below or (home and branch not in known) for branch in cells),
        "warnings": _said(reminders(work), level or BRANCH, wanted.id),
        "term": _term(work, wanted.id),
        **_person(work, _holder(work, wanted.id, secretary), _own_phone(work, wanted.id)),
    }


def _said(found: Iterable[CellWarning], level: str, row_id: int) -> tuple[str, ...]:
    return tuple(one.text for one in found if (one.level, one.group_id) == (level, row_id))


def _term(work: Work, org: int) -> str:
    """The term of an organisation in words: 2021-05-01 至 2026-04-30."""
    row = work.connection.exec_driver_sql(
        "SELECT term_from, term_to FROM party_organization WHERE id = ?", (org,)
    ).one()
    if row[0] and row[1]:
        return f"{row[0]} 至 {row[1]}"
    return f"至 {row[1]}" if row[1] else f"{row[0]} 起" if row[0] else ""


def _own_phone(work: Work, org: int) -> str | None:
    row = work.connection.exec_driver_sql(
        "SELECT phone FROM party_organization WHERE id = ?", (org,)
    ).one()
    return str(row[0]) if row[0] else None


def _holder(work: Work, org: int | None, post: str | None) -> int | None:
    """The secretary of an organisation: as set there, else as its post names him."""
    row = work.connection.exec_driver_sql(
        "SELECT coalesce(o.secretary_id, (SELECT p.member_id FROM post_assignment p"
        " WHERE p.org_id = o.id AND p.post = ? AND NOT p.is_void"
        " AND (p.to_on IS NULL OR p.to_on >= ?) ORDER BY p.id LIMIT 1))"
        " FROM party_organization o WHERE o.id = ?",
        (post, work.now.date().isoformat(), org),
    ).first()
    return row[0] if row is not None else None


def _person(work: Work, member: int | None, public: str | None) -> dict[str, Any]:
    """Name, covered number and whose number it is of somebody who leads."""
    row = work.connection.exec_driver_sql(
        "SELECT m.id, coalesce(r.full_name, m.full_name, ''), m.phone, r.id, r.phone"
        " FROM party_member m LEFT JOIN resident r ON r.id = m.resident_id"
        " WHERE m.id = ? AND NOT m.is_void",
        (member,),
    ).first()
    if row is None:
        return {}
    number = row[4] or row[2] or public or ""
    of = ("resident", row[3]) if row[4] else ("party_member", row[0]) if row[2] else None
    return {"leader": row[1], "phone_masked": mask(number) if number else "", "phone_of": of}
