"""Brings what a street's sign says into the form that draws it."""

from wenming_desktop.forms.street_sign import SignLine, StreetSign, Team
from wenming_desktop.settings import office
from wenming_desktop.streets import rules
from wenming_desktop.streets.model import StreetSheet
from wenming_desktop.streets.queries import plate_now, street_row
from wenming_desktop.streets.refusals import NoChiefError
from wenming_desktop.work import Work, use_case

_ENDINGS = ("必到", "必报")


@use_case("streets.sign", "打印街巷长联系牌", right="settings.read")
def gather_street(work: Work, street_id: int, size: str | None = None) -> StreetSign:
    """The sign of a street as it would be made today, at its own size or another."""
    row = street_row(work, street_id)
    sheet = row.sheet
    if sheet.chief is None:
        raise NoChiefError(name=sheet.name)
    chief, *lines = plate_now(work, sheet)
    goes_to, reports = _duties(work, sheet.chief.duties)
    own = office(work)
    return StreetSign(
        street=sheet.name,
        route=_route(sheet),
        manage_class=(
            sheet.manage_class,
            work.codes.name("street_manage_class", sheet.manage_class),
        ),
        chief=SignLine(*chief),
        chief_note=dict(rules.ORIGINS).get(sheet.chief.origin, ""),
        lines=tuple(SignLine(*line) for line in lines if not rules.is_team(line)),
        teams=tuple(
            Team(title, matters, line.name, line.phone)
            for word, title, matters in rules.TEAMS
            for line in lines
            if word in line.post
        ),
        goes_to=goes_to,
        reports=reports,
        office=joined(own.subdistrict_name, own.full_name or own.short_name),
        number=row.sign_no,
        made_on=work.now.date(),
        location=sheet.sign.location if sheet.sign is not None else "",
        size=size or (sheet.sign.size if sheet.sign is not None else "A3"),
    )


def joined(above: str, name: str) -> str:
    """Two names beside each other, unless the second says the first."""
    return name if above in name else f"{above}　{name}".strip()


def _route(sheet: StreetSheet) -> str:
    ends = " — ".join(point for point in (sheet.start_point, sheet.end_point) if point)
    length = f"全长 {sheet.length_m} 米" if sheet.length_m else ""
    return "　".join(part for part in (ends, length) if part)


def _duties(work: Work, chosen: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the chief goes to and what he reports, without the words that say so each time."""
    found: dict[str, list[str]] = {ending: [] for ending in _ENDINGS}
    for item in work.codes.items("street_chief_duty"):
        if item.code in chosen:
            ending = next((end for end in _ENDINGS if item.name.endswith(end)), _ENDINGS[0])
            found[ending].append(item.name.removesuffix(ending))
    goes_to, reports = (tuple(found[ending]) for ending in _ENDINGS)
    return goes_to, reports
