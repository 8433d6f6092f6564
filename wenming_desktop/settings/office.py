"""社区: the one office this data file belongs to, as printed on every form."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from sqlalchemy import select

from db.tables.office import Setting
from db.tables.places import Community
from wenming_desktop.settings.clean import cleaned
from wenming_desktop.work import Work, use_case

LEVELS = ("区委", "街道工委", "社区大党委", "网格党支部", "楼栋党小组")
HOURS = {"morning": ["08:30", "12:00"], "afternoon": ["14:00", "17:30"]}
CARD_SERVICES = (
    "养老资格认证",
    "老年证、残疾证",
    "医疗救助",
    "邻里纠纷",
    "水暖电报修",
    "微心愿",
)
CARD_POSTS = ("34", "21")
"""Codes of party_post in the order the card names them: 网格员, 党小组组长."""


@dataclass(frozen=True)
class Office:
    """The office's names, phones and printed words; the defaults are editable.

    `letter_word` is the 代字 of letters (槐荫里社党函); empty, it follows from the short name.
    """

    full_name: str = ""
    short_name: str = ""
    party_full_name: str = ""
    subdistrict_name: str = ""
    district_name: str = ""
    city_name: str = ""
    province_name: str = ""
    address: str = ""
    duty_phone: str = ""
    supervision_hotline: str = ""
    subdistrict_hotline: str = ""
    area_code: str = ""
    slogan: str = "一个电话，上门服务"
    level_names: tuple[str, ...] = LEVELS
    work_hours: Any = field(default_factory=lambda: dict(HOURS))
    card_services: tuple[str, ...] = CARD_SERVICES
    card_phones: tuple[tuple[str, str], ...] = ()
    card_name: str = "full"
    card_posts: tuple[str, ...] = CARD_POSTS
    card_heading: str = "这些事，我们上门办"
    letter_word: str = ""


SaveOffice = Office
"""The command to save is the whole sheet as it was edited."""
_OWN_COLUMNS = {column.name for column in Community.__table__.columns}
_CARD = "card"


def office(work: Work) -> Office:
    """The office as saved; empty before it was set up."""
    row = work.session.scalars(select(Community)).first()
    if row is None:
        return Office()
    extra = work.session.scalars(select(Setting).where(Setting.key == _CARD)).first()
    values: dict[str, Any] = dict(extra.value or {}) if extra is not None else {}
    for item in fields(Office):
        if item.name in _OWN_COLUMNS and getattr(row, item.name) is not None:
            values[item.name] = getattr(row, item.name)
    for name in ("level_names", "card_services", "card_posts"):
        if name in values:
            values[name] = tuple(values[name])
    values["card_phones"] = tuple((name, phone) for name, phone in values.get("card_phones", ()))
    return Office(**values)


@use_case("settings.office", "修改社区信息", right="settings.write")
def save_office(work: Work, command: SaveOffice) -> int:
    """Save the office sheet; returns the community's id."""
    row = work.session.scalars(select(Community)).first()
    if row is None:
        row = Community()
        work.session.add(row)
    values = asdict(cleaned(command))
    for name in _OWN_COLUMNS & set(values):
        setattr(row, name, list(v) if isinstance(v := values.pop(name), tuple) else v)
    extra = work.session.scalars(select(Setting).where(Setting.key == _CARD)).first()
    if extra is None:
        extra = Setting(key=_CARD, value={})
        work.session.add(extra)
    extra.value = values
    work.session.flush()
    return row.id


@use_case("settings.read_office", "查看社区信息", right="any")
def read_office(work: Work) -> Office:
    """The office sheet, for forms and titles."""
    return office(work)
