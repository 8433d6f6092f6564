"""The sample community: places, staff, units and what its service card prints."""

from __future__ import annotations

from typing import Any

ESTATES = ("槐荫一院", "纺织院", "文澜苑")
# estate -> building -> (units, floors, rooms on a floor)
BUILDINGS: dict[str, dict[str, tuple[int, int, int]]] = {
    "槐荫一院": dict.fromkeys(("1", "2", "3", "5", "6", "8"), (3, 6, 2)) | {"甲3": (2, 3, 2)},
    "纺织院": dict.fromkeys(("1", "2", "3", "4", "5", "6"), (3, 6, 2)),
    "文澜苑": dict.fromkeys(("6", "9", "12", "15"), (2, 12, 2)),
}
GRIDS: tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...] = (
    ("01", "第一网格", "郭春梅", tuple(("槐荫一院", no) for no in ("1", "2", "5", "甲3"))),
    ("02", "第二网格", "梁志勇", tuple(("槐荫一院", no) for no in ("3", "6", "8"))),
    ("03", "第三网格", "孙玉珍", tuple(("纺织院", no) for no in ("1", "2", "3"))),
    ("04", "第四网格", "田国庆", tuple(("纺织院", no) for no in ("4", "5", "6"))),
    ("05", "第五网格", "毛俊", tuple(("文澜苑", no) for no in ("6", "9"))),
    ("06", "第六网格", "韩雪", tuple(("文澜苑", no) for no in ("12", "15"))),
)
# name, gender, posts, codes of party_post, phone, grids, on the card, roles
STAFF: tuple[tuple[str, str, str, str, str, str, bool, str], ...] = (
    ("周明兰", "女", "书记/主任", "01", "8801 2001", "", True, "secretary"),
    ("何建平", "男", "副书记", "02", "8801 2002", "", False, "secretary admin"),
    ("林晓燕", "女", "民政专干", "", "8801 2004", "", True, "staff"),
    ("陶红", "女", "党建专干", "", "8801 2005", "", False, "staff"),
    ("郭春梅", "女", "网格员", "34", "8801 2006", "01", True, "grid_worker"),
    ("梁志勇", "男", "网格员", "34", "8801 2003", "02", True, "grid_worker"),
    ("孙玉珍", "女", "网格员", "34", "8801 2007", "03", True, "grid_worker"),
    ("田国庆", "男", "网格员", "34", "8801 2008", "04", True, "grid_worker"),
    ("毛俊", "男", "网格员", "34", "8801 2009", "05", True, "grid_worker"),
    ("韩雪", "女", "网格员", "34", "8801 2010", "06", True, "grid_worker"),
)
# name, phone, first handler, handler's phone, the default unit of these leading category digits
UNITS: tuple[tuple[str, str, str, str, str], ...] = (
    ("供热公司青河营业所", "8801 5100", "马师傅", "8801 5100", "0801 0802"),
    ("裕和物业", "8801 4400", "贾涛", "8801 4401", "06 0505 07 0901 0902 0911"),
    ("市政管理中队", "8801 6020", "鲁强", "8801 6021", "0502 0503 0504 0506 0508 0603"),
    ("市容管理中队", "8801 6010", "夏峰", "8801 6011", "02 04"),
    ("环卫管理中队", "8801 6015", "卢萍", "8801 6016", "01 0509"),
    ("文澜派出所", "8801 5110", "值班岗", "8801 5110", "0405 0904 0905 10"),
    ("自来水公司青河营业所", "8801 5200", "葛师傅", "8801 5201", "0501 0803"),
    ("社区民政岗", "8801 2004", "林晓燕", "8801 2004", "11 12"),
)
WORK_UNITS = (
    ("区市场监管局", "1"),
    ("青河区实验小学", "6"),
    ("青河区人民医院", "2"),
    ("云岭供电公司", "3"),
    ("市第二机床厂", "3"),
    ("云岭公交公司", "3"),
)
COMMUNITY = {
    "full_name": "青河区文澜街道槐荫里社区居民委员会",
    "short_name": "槐荫里社区",
    "party_full_name": "中共槐荫里社区委员会",
    "subdistrict_name": "文澜街道",
    "district_name": "青河区",
    "city_name": "云岭市",
    "province_name": "云山省",
    "region_code12": "",
    "address": "文澜路 18 号",
    "postcode": "",
    "duty_phone": "8801 2000",
    "supervision_hotline": "8801 2011",
    "subdistrict_hotline": "8801 1000",
    "area_code": "0399",
    "slogan": "一个电话，上门服务",
    "work_hours": [
        {"from": "01-01", "to": "12-31", "spans": [["08:30", "12:00"], ["14:00", "17:30"]]}
    ],
    "level_names": ["青河区委", "文澜街道工委", "社区大党委", "网格党支部", "楼栋党小组"],
}
CARD = {
    "title": "服务连心卡",
    "contact_posts": ["书记/主任", "网格员", "楼栋党小组长", "民政专干"],
    "services_title": "这些事，我们上门办",
    "services": [
        "养老资格认证",
        "老年证、残疾证",
        "医疗救助",
        "邻里纠纷",
        "水暖电报修",
        "微心愿",
    ],
    "useful_phones": [
        {"label": "供暖报修", "phone": "8801 5100"},
        {"label": "物业", "phone": "8801 4400"},
        {"label": "自来水", "phone": "8801 5200"},
        {"label": "供电", "phone": "95598"},
        {"label": "派出所", "phone": "8801 5110"},
        {"label": "社区医生", "phone": "8801 7120"},
    ],
    "head_shown_as": "full",
}
RESIDENT_LEDGERS = ("居民信息台账.xlsx", "居民花名册.xls", "文澜苑居民.csv")
MEMBERS, SERVICES, TICKETS = "党员花名册.xlsx", "服务记录.xlsx", "诉求工单.xlsx"


def branch_of(estate: str, building: str) -> str:
    """The grid branch that a building belongs to."""
    return next(
        f"{name}党支部" for _, name, _, buildings in GRIDS if (estate, building) in buildings
    )


def grid_of(estate: str, building: str) -> str:
    """The grid's name for a building."""
    return next(name for _, name, _, buildings in GRIDS if (estate, building) in buildings)


def document(secretaries: dict[str, str]) -> dict[str, Any]:
    """office.json: what the demo sets up before it imports the ledgers."""
    return {
        "community": COMMUNITY,
        "card": CARD,
        "estates": _estates(),
        "grids": [
            {
                "code": code,
                "name": name,
                "worker": worker,
                "chief": "何建平",
                "buildings": [{"estate": estate, "building_no": no} for estate, no in buildings],
            }
            for code, name, worker, buildings in GRIDS
        ],
        "staff": [_staff(row) for row in STAFF],
        "handling_units": _units(),
        "party": _party(secretaries),
        "work_units": [{"name": name, "nature": nature} for name, nature in WORK_UNITS],
        "ledgers": {
            "residents": list(RESIDENT_LEDGERS),
            "members": MEMBERS,
            "services": SERVICES,
            "tickets": TICKETS,
        },
    }


def _estates() -> list[dict[str, Any]]:
    kinds = {"槐荫一院": ("2", "4", 1986), "纺织院": ("3", "2", 1992), "文澜苑": ("1", "1", 2011)}
    return [
        {
            "name": name,
            "type": kinds[name][0],
            "property_mode": kinds[name][1],
            "built_year": kinds[name][2],
            "property_company": "裕和物业",
            "property_phone": "8801 4400",
            "address": f"文澜路 {20 + number * 14} 号",
            "buildings": [
                {
                    "building_no": no,
                    "unit_count": units,
                    "floors": floors,
                    "designed_houses": units * floors * rooms,
                }
                for no, (units, floors, rooms) in BUILDINGS[name].items()
            ],
        }
        for number, name in enumerate(ESTATES)
    ]


def _staff(row: tuple[str, str, str, str, str, str, bool, str]) -> dict[str, Any]:
    name, gender, post, code, phone, grids, on_card, roles = row
    return {
        "name": name,
        "gender": gender,
        "posts": [post],
        "post_codes": code.split(),
        "phone": phone,
        "grids": grids.split(),
        "is_on_card": on_card,
        "roles": roles.split(),
    }


def _units() -> list[dict[str, Any]]:
    units = [
        {
            "name": name,
            "phone": phone,
            "handlers": [{"name": handler, "phone": own}],
            "categories": categories.split(),
        }
        for name, phone, handler, own, categories in UNITS
    ]
    phones = {row[0]: row[4] for row in STAFF}
    for _, name, worker, _ in GRIDS:
        handler = {"name": worker, "phone": phones[worker], "staff": worker}
        units.append(
            {"name": name, "phone": phones[worker], "handlers": [handler], "categories": []}
        )
    units[7]["handlers"][0]["staff"] = "林晓燕"  # type: ignore[index]
    return units


def _party(secretaries: dict[str, str]) -> dict[str, Any]:
    return {
        "district": "青河区委",
        "subdistrict": "文澜街道工委",
        "community": "槐荫里社区大党委",
        "community_secretary": "周明兰",
        "branches": [
            {"name": f"{name}党支部", "grid": code, "secretary": secretaries[f"{name}党支部"]}
            for code, name, _, _ in GRIDS
        ],
    }
