"""The upper levels of the party tree, made from the names of the office when first needed."""

from collections.abc import Sequence

from db.tables.party import PartyOrganization
from db.tables.places import Grid
from wenming_desktop.party.rules import (
    BRANCH,
    COMMITTEE,
    TYPE_BRANCH,
    TYPE_COMMITTEE,
    TYPE_SUPERIOR,
    joined,
    superior_levels,
)
from wenming_desktop.settings import office
from wenming_desktop.settings.office import LEVELS
from wenming_desktop.work import Work

_COLUMNS = ("name", "level", "type", "parent_id", "sort")


def level_names(work: Work) -> tuple[str, ...]:
    """The office's names of the levels, from the top; at least committee, branch and cell."""
    names = office(work).level_names
    return names if len(names) >= 3 else LEVELS


def make_committee(work: Work) -> int:
    """Make the community's committee and what stands above it; returns its id."""
    sheet, names = office(work), level_names(work)
    own = sheet.short_name or sheet.full_name
    above = (sheet.subdistrict_name, sheet.district_name, sheet.city_name, sheet.province_name)
    superiors = names[:-3]
    places = [*above, *[""] * len(superiors)][: len(superiors)][::-1]
    levels = [*superior_levels(len(superiors)), COMMITTEE]
    parent: int | None = None
    for place, name, level in zip((*places, own), names[:-2], levels, strict=True):
        kind = TYPE_COMMITTEE if level == COMMITTEE else TYPE_SUPERIOR
        row = (joined(place, name), level, kind, parent, 0)
        (parent,) = work.insert_rows(PartyOrganization, _COLUMNS, [row])
    if parent is None:
        raise RuntimeError("the tree has no committee")
    return parent


def make_branches(work: Work, committee: int, names: Sequence[str]) -> range:
    """Make branches under the committee, each joined to the grid its name begins with."""
    grids = work.session.query(Grid.id, Grid.name).filter(~Grid.is_void).all()
    rows = []
    for at, name in enumerate(names, 1):
        fits = [row_id for row_id, grid in grids if grid and name.startswith(grid)]
        grid_id = fits[0] if len(fits) == 1 else None
        rows.append((name, BRANCH, TYPE_BRANCH, committee, at, grid_id))
    return work.insert_rows(PartyOrganization, (*_COLUMNS, "grid_id"), rows)
