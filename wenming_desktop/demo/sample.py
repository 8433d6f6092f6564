"""The sample office sheet (`office.json`) as commands of the services."""

import json
from functools import cache
from typing import Any

import resources
from wenming_desktop.places.service import EstateSheet, GridSheet
from wenming_desktop.settings import Office
from wenming_desktop.settings.staff import StaffMember, Unit


@cache
def sheet() -> dict[str, Any]:
    """The bundled office sheet."""
    text = resources.path("samples", "office.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def office() -> Office:
    """Names, phones and the words of the card."""
    said, card = sheet()["community"], sheet()["card"]
    return Office(
        **{
            name: said[name]
            for name in (
                "full_name", "short_name", "party_full_name", "subdistrict_name",
                "district_name", "city_name", "province_name", "address", "duty_phone",
                "supervision_hotline", "subdistrict_hotline", "area_code", "slogan",
            )
        },
        level_names=tuple(said["level_names"]),
        work_hours=said["work_hours"],
        card_services=tuple(card["services"]),
        card_phones=tuple((p["label"], p["phone"]) for p in card["useful_phones"]),
        card_name=card["head_shown_as"],
    )  # fmt: skip


def staff() -> tuple[StaffMember, ...]:
    """The workers."""
    return tuple(
        StaffMember(s["name"], tuple(s["posts"]), s["phone"], s["is_on_card"])
        for s in sheet()["staff"]
    )


def estates() -> tuple[EstateSheet, ...]:
    """The estates with their buildings."""
    return tuple(
        EstateSheet(
            e["name"], e["type"], e["property_mode"], e["built_year"], e["property_company"],
            e["property_phone"], e["address"],
            tuple(
                (b["building_no"], b["unit_count"], b["floors"], b["designed_houses"])
                for b in e["buildings"]
            ),
        )
        for e in sheet()["estates"]
    )  # fmt: skip


def grids() -> tuple[GridSheet, ...]:
    """The grids, who works in them, which buildings they hold."""
    return tuple(
        GridSheet(
            g["code"], g["name"], g["worker"], g["chief"],
            tuple((b["estate"], b["building_no"]) for b in g["buildings"]),
        )
        for g in sheet()["grids"]
    )  # fmt: skip


def units() -> tuple[Unit, ...]:
    """The handling units with their handlers."""
    return tuple(
        Unit(u["name"], u["phone"], tuple((h["name"], h["phone"]) for h in u["handlers"]))
        for u in sheet()["handling_units"]
    )


def call() -> dict[str, str]:
    """The call that the demo takes from the telephone to the archive."""
    unit = next(u for u in sheet()["handling_units"] if u["handlers"] and u["categories"])
    return {
        "category": unit["categories"][0],
        "place": "槐荫一院 3号楼 2单元 501",
        "text": "厨房暖气管接头渗水，地面已经湿了，家里只有老人，请派人来看看。",
        "name": "王秀兰",
        "phone": "13900002046",
        "unit": unit["name"],
        "handler": unit["handlers"][0]["name"],
        "result": "师傅当天上门，换了接头和垫圈，观察半小时不再渗水，已向老人说明关阀办法。",
    }


def ledgers() -> list[tuple[str, str]]:
    """(kind of import, file name), in the order they must come."""
    files = sheet()["ledgers"]
    return [
        *(("residents", name) for name in files["residents"]),
        ("members", files["members"]),
        ("services", files["services"]),
        ("tickets", files["tickets"]),
    ]
