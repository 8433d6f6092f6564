"""Builds the sample office and does the main job: cards, a ticket to the archive, the month."""

import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import resources
from wenming_desktop.cards.service import issue_cards
from wenming_desktop.demo import sample
from wenming_desktop.demo.job import main_job
from wenming_desktop.demo.party_life import live_party
from wenming_desktop.demo.residence import settle_residence
from wenming_desktop.places.service import save_estates, save_grids
from wenming_desktop.progress import SILENT, Progress
from wenming_desktop.security.kdf import STANDARD, Cost
from wenming_desktop.settings.staff import save_staff, save_units
from wenming_desktop.start import NewOffice, Workplace, create
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions

WORDS = 4
SCRATCH = Cost(memory_kib=64 * 1024, passes=1)
"""The sample office holds nobody's data: its password may be the cheapest that is allowed."""
LETTERS = "abcdefghjkmnpqrstuvwxyz"


def build_demo(  # noqa: PLR0913 - tests inject cost and clock
    folder: Path,
    out: Path,
    account: str,
    password: str,
    progress: Progress = SILENT,
    *,
    cost: Cost = STANDARD,
    clock: Callable[[], datetime] = datetime.now,
) -> dict[str, Any]:
    """Make the office in `folder`, the papers in `out`; returns counts and files."""
    new = NewOffice(sample.office(), account, password)
    with create(folder, new, cost=cost, clock=clock) as place:
        fill(place, progress)
        out.mkdir(parents=True, exist_ok=True)
        files = main_job(place.desk.watched_by(progress), out, clock())
        return {**counts(place.desk), "files": files}


def open_sample(folder: Path, password: str, progress: Progress = SILENT) -> Workplace:
    """The sample office, open, with cards and tickets: for looking around."""
    new = NewOffice(sample.office(), "demo", password)
    place = create(folder, new, cost=SCRATCH)
    try:
        fill(place, progress)
        place.desk.write(issue_cards)
    except BaseException:
        place.close()
        raise
    place.paper_key = ""
    return place


def fill(place: Workplace, progress: Progress = SILENT) -> None:
    """Set the office up and take its ledgers in."""
    desk = place.desk.watched_by(progress)
    desk.write(save_staff, sample.staff())
    desk.write(save_units, sample.units())
    desk.write(save_estates, sample.estates())
    desk.write(save_grids, sample.grids())
    for kind, name in sample.ledgers():
        import_file(desk, kind, resources.path("samples", name), ImportOptions(ahead=True))
    desk.write(settle_residence)
    live_party(desk)


def counts(desk: Desk) -> dict[str, int]:
    """What the data file holds now."""
    tables = {
        "households": "household",
        "residents": "resident",
        "cells": "building_party_group",
        "members": "party_member",
        "cards": "service_card",
        "tickets": "ticket",
    }
    with desk.engine.connect() as plain:
        connection = plain.execution_options(readonly=True)
        return {
            name: int(
                connection.exec_driver_sql(
                    f"SELECT count(*) FROM {table} WHERE NOT is_void"
                ).scalar()
                or 0
            )
            for name, table in tables.items()
        }


def new_password() -> str:
    """A password a person can type from a sheet of paper: four groups of letters and digits."""
    groups = [
        "".join(secrets.choice(LETTERS) for _ in range(3)) + str(secrets.randbelow(90) + 10)
        for _ in range(WORDS)
    ]
    return "-".join(groups)
