"""The reads behind the register's pages at 100,000 residents: fronts, checks, one household.

Run: `python -m tests.benchmarks.bench_register`. Services alone, medians of seven.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import big_office
from wenming_desktop.elevation import queries as elevation
from wenming_desktop.households.care_suggest import suggest_care
from wenming_desktop.households.data_checks import data_checks
from wenming_desktop.households.sheet import read_household_for_edit
from wenming_desktop.households.twins import near_duplicates
from wenming_desktop.life.dossier import household_dossier
from wenming_desktop.today.badges import badges
from wenming_desktop.work import Desk

ROUNDS = 7


def timed(name: str, act: Callable[[], object]) -> None:
    """Print the median, the worst and the processor time of an act, warmed once."""
    act()
    walls, cpus = [], []
    for _ in range(ROUNDS):
        wall, cpu = time.perf_counter(), time.process_time()
        act()
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
    middle = statistics.median
    sys.stdout.write(f"{name:44} {middle(walls):8.1f} {max(walls):8.1f} {middle(cpus):8.1f}\n")


def measure(desk: Desk) -> None:
    """Time every read."""
    estate = desk.read(elevation.estates_with_buildings)[0].id
    building = desk.read(elevation.buildings_of, estate)[0].id
    home = next(
        cell.household_id
        for cell in desk.read(elevation.read_elevation, building).cells
        if cell.household_id is not None
    )
    sys.stdout.write(f"{'':44} {'median':>8} {'worst':>8} {'cpu':>8}   ms\n")
    timed("the buildings of an estate", lambda: desk.read(elevation.buildings_of, estate))
    timed("a building's front", lambda: desk.read(elevation.read_elevation, building))
    timed("the numbers in the rail", lambda: desk.read(badges))
    timed("a household to edit", lambda: desk.read(read_household_for_edit, home))
    timed("a household on one page", lambda: desk.read(household_dossier, home))
    timed("all data checks", lambda: desk.read(data_checks))
    timed("near duplicates", lambda: desk.read(near_duplicates))
    timed("care suggested by rule", lambda: desk.read(suggest_care))


def main() -> None:
    """Make the office and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--residents", type=int, default=100_000)
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as scratch,
        big_office.made(Path(scratch) / "office", asked.residents, 10_000) as place,
    ):
        measure(place.desk)


if __name__ == "__main__":
    main()
