"""Builds the bundled sample office: `python -m tests.samples.build [FOLDER]`.

The same code gives the same bytes, so a rebuilt sample shows no change. truth.json says what
must come of an import; its ticket figures are counted from the written sheet by figures.py.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import resources
from tests.samples import figures, office, traps
from tests.samples.ledgers import Found, write_csv, write_xls, write_xlsx
from tests.samples.party import Party, write_members, write_records
from tests.samples.tickets import Desk, leaves, write_tickets
from tests.samples.town import Town

SEED = 20261020
MONTHS = ((2026, 8), (2026, 9), (2026, 10))
ON_ROLL = ("在册党员", "流出党员")
DUAL = "双报到在职党员"


def build(folder: Path) -> dict[str, Any]:
    """Write every file of the sample into a folder and return its truth."""
    folder.mkdir(parents=True, exist_ok=True)
    town = Town(SEED)
    rng = random.Random(SEED + 1)
    traps.spread(town, rng)
    party = Party(town, rng)
    writers = (write_xlsx, write_xls, write_csv)
    ledgers = [
        write(folder / file, town.of(estate), rng, traps.REFUSED)
        for write, file, estate in zip(
            writers, office.RESIDENT_LEDGERS, office.ESTATES, strict=True
        )
    ]
    members = write_members(folder / office.MEMBERS, party.members)
    records = write_records(folder / office.SERVICES, party.records)
    tickets = write_tickets(folder / office.TICKETS, Desk(town, rng))
    _write(folder / "office.json", office.document(party.secretaries()))
    truth = _truth(ledgers, party, [members, records, tickets])
    truth |= _month_figures(folder / office.TICKETS)
    truth["people_sample"] = _people(town, rng)
    _write(folder / "truth.json", truth)
    return truth


def _write(path: Path, document: dict[str, Any]) -> None:
    text = json.dumps(document, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _truth(ledgers: list[Found], party: Party, others: list[dict[str, Any]]) -> dict[str, Any]:
    keys = ("ledger_xlsx", "ledger_biff", "ledger_csv")
    files = {key: found.plain() for key, found in zip(keys, ledgers, strict=True)}
    files |= dict(zip(("members", "services", "tickets"), others, strict=True))
    return {
        "files": files,
        "households": sum(one.households for one in ledgers),
        "residents": sum(one.residents for one in ledgers),
        "problem_rows": sum(len(one["problems"]) for one in files.values()),
        "party": _party(party),
    }


def _month_figures(path: Path) -> dict[str, Any]:
    rows = figures.read(path)
    names = {first for first, _, _ in leaves().values()}
    grids = {
        (estate, f"{no}号楼"): name
        for _, name, _, buildings in office.GRIDS
        for estate, no in buildings
    }
    tally, rates = {}, {}
    for year, number in MONTHS:
        span = (datetime(year, number, 1), datetime(year, number + 1, 1))
        counted = figures.month(rows, *span, names, grids)
        tally[f"{year}-{number:02d}"] = counted
        rates[f"{year}-{number:02d}"] = figures.rates(counted)
    return {"tickets": len(rows), "tally": tally, "rates": rates}


def _party(party: Party) -> dict[str, Any]:
    members = party.members
    cells: dict[str, int] = {}
    for one in members:
        cells[one.cell] = cells.get(one.cell, 0) + 1
    doors = {
        (one.home.estate, door)
        for one in members
        for door in one.liaison
        if not door.endswith("-9-901")
    }
    return {
        "members": len(members),
        "on_roll": sum(one.kind in ON_ROLL for one in members),
        "dual_registered": sum(one.kind == DUAL for one in members),
        "cells": len(cells),
        "cells_of_three": sum(count >= 3 for count in cells.values()),
        "buildings": sum(len(one) for one in office.BUILDINGS.values()),
        "buildings_with_cell": len(cells),
        "liaison_households": len(doors),
        "records": len(party.records),
        "half": {f"2026-H{half}": _half(party, half) for half in (1, 2)},
        "feedback": _feedback(party),
    }


def _half_records(party: Party, half: int) -> list[list[Any]]:
    return [row for row in party.records if (row[0] >= date(2026, 7, 1)) == (half == 2)]


def _half(party: Party, half: int) -> dict[str, Any]:
    rows = _half_records(party, half)
    who = {row[2] for row in rows}
    dual = [one for one in party.members if one.kind == DUAL and one.person.phone in who]
    return {
        "times": len(rows),
        "people": len(who),
        "hours": sum(row[5] for row in rows),
        "dual_serving": len(dual),
    }


def _feedback(party: Party) -> list[dict[str, Any]]:
    rows = _half_records(party, 2)
    answer = []
    for one in party.members:
        if one.kind == DUAL:
            own = [row[5] for row in rows if row[2] == one.person.phone]
            facts = {"name": one.person.name, "unit": one.employer}
            answer.append(facts | {"times": len(own), "hours": sum(own)})
    return answer


def _people(town: Town, rng: random.Random) -> list[dict[str, Any]]:
    rare = [one for one in town.households if "䶮" in one.head.name or one.head.name == "王秀兰"]
    drawn = rare + rng.sample(town.households, 20)
    return [
        {
            "name": one.head.name,
            "id": one.head.id_number,
            "phone": one.head.phone,
            "address": [one.estate, one.building, one.unit, one.room],
        }
        for one in dict.fromkeys(drawn)
        if not one.head.trap
    ]


if __name__ == "__main__":
    made = build(Path(sys.argv[1]) if len(sys.argv) > 1 else resources.path("samples"))
    counts = {key: made[key] for key in ("households", "residents", "problem_rows", "tickets")}
    sys.stdout.write(json.dumps(counts | {"members": made["party"]["members"]}) + "\n")
