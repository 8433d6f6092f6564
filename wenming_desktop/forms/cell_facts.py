"""What a cell's papers say: 花名册 with its list of households, and the notice for the door."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

NoticePaper = Literal["A4", "A3"]


@dataclass(frozen=True)
class RosterLine:
    """A member as the roster lists him. No identity number has a place here."""

    name: str
    sex: str = ""
    birth: date | None = None
    ethnicity: str = ""
    education: str = ""
    joined_on: date | None = None
    kind: str = ""
    employment: str = ""
    door: str = ""
    claims: str = ""
    homes: int | None = None
    phone: str = ""
    remark: str = ""


@dataclass(frozen=True)
class KindSums:
    """Members by kind. Who flowed out is still on the roll: he stands inside `on_roll`."""

    on_roll: int = 0
    flowed_out: int = 0
    dual: int = 0
    flowed_in: int = 0
    seconded: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """Everybody once."""
        return self.on_roll + self.dual + self.flowed_in + self.seconded + self.unknown


@dataclass(frozen=True)
class LinkedLine:
    """What one member looks after in one building; `whole` is the building as such."""

    building: str
    member: str
    heads: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True)
class CellRoster:
    """花名册 of a cell; without members it is an empty form for the pen.

    `covered` of the buildings' `households` have a member who looks after them; `linked_homes` are
    those whom this cell's own members look after, each once.
    """

    community: str = ""
    cell: str = ""
    branch: str = ""
    buildings: tuple[str, ...] = ()
    leader: str = ""
    phone: str = ""
    members: tuple[RosterLine, ...] = ()
    sums: KindSums = KindSums()
    covered: int = 0
    households: int = 0
    linked_homes: int = 0
    linked: tuple[LinkedLine, ...] = ()
    printed_by: str = ""
    printed_at: datetime | None = None
    watermark: str = ""


@dataclass(frozen=True)
class NoticePerson:
    """Somebody on the notice; `phone` only where the number is a public one."""

    name: str
    post: str = ""
    duty: str = ""
    phone: str = ""


@dataclass(frozen=True)
class CellNotice:
    """The notice for a building's door: nothing on it that strangers must not read."""

    party: str = ""
    branch: str = ""
    cell: str = ""
    buildings: tuple[str, ...] = ()
    leader: str = ""
    leader_post: str = ""
    leader_duty: str = ""
    public_phone: str = ""
    members: tuple[NoticePerson, ...] = ()
    venue: str = ""
    activity_day: str = ""
    duty_phone: str = ""
    hotline: str = ""
    made_on: date | None = None
    paper: NoticePaper = "A4"


def sample_roster() -> CellRoster:
    """An invented cell of two buildings, every kind of member in it."""
    return CellRoster(
        community="槐荫里社区",
        cell="槐荫一院3号楼党小组",
        branch="第三网格党支部",
        buildings=("槐荫一院 3号楼", "槐荫一院 4号楼"),
        leader="孙福顺",
        phone="8801 2031",
        members=(
            RosterLine("孙福顺", "男", date(1955, 3, 2), "汉族", "大学专科教育", date(1980, 7, 1),
                       "在册党员", "青河机械厂（退休）", "一院 3-1-201", "组织建设岗", 8,
                       "139 0000 2031", "组长"),
            RosterLine("李䶮", "女", date(1984, 6, 12), "汉族", "大学本科毕业", date(2009, 7, 1),
                       "双报到在职党员", "青河区水务局　供水管理科副科长", "一院 3-2-402",
                       "扶贫帮困与结对岗、环境卫生监督岗", 3, "139 0000 2301"),
            RosterLine("阿依古丽·买买提", "女", date(1977, 8, 1), "维吾尔族", "大学专科教育",
                       date(2003, 7, 1), "流入党员", "文澜路小学　教师", "一院 3-2-301",
                       "文体教育岗", 2, "139 0000 2283"),
            RosterLine("梁𬱖", "男", date(1990, 11, 20), "汉族", "高中教育", date(2014, 7, 1),
                       "流出党员", "外出务工", "一院 4-1-102", "", 0, "139 0000 2215"),
        ),
        sums=KindSums(on_roll=2, flowed_out=1, dual=1, flowed_in=1),
        covered=56,
        households=71,
        linked_homes=13,
        linked=(
            LinkedLine("槐荫一院 3号楼", "孙福顺",
                       ("王秀兰", "陈国栋", "周㛃", "李𠅤", "吐尔逊·买买提", "梁𬎆", "䶮小满",
                        "孙喆"),
                       whole=True),
            LinkedLine("槐荫一院 3号楼", "李䶮", ("王秀兰", "阿依古丽·买买提", "梁𬱖")),
            LinkedLine("槐荫一院 4号楼", "阿依古丽·买买提", ("马翀", "夏峰")),
        ),
        printed_by="林晓燕",
        printed_at=datetime(2026, 11, 20, 10, 42),
        watermark="林晓燕 2026-11-20 10:42 党小组花名册",
    )  # fmt: skip


def blank_roster() -> CellRoster:
    """An empty roster for the pen."""
    return CellRoster()


def sample_notice() -> CellNotice:
    """The notice of the same cell."""
    return CellNotice(
        party="中共槐荫里社区委员会",
        branch="第三网格党支部",
        cell="槐荫一院3号楼党小组",
        buildings=("槐荫一院 3号楼", "槐荫一院 4号楼"),
        leader="孙福顺",
        leader_post="党小组组长",
        leader_duty="牵头楼里大小事，收集诉求，组织包栋联户",
        public_phone="8801 2031",
        members=(
            NoticePerson("李䶮", "党小组副组长", "水电气报修帮忙，结对看望独居老人"),
            NoticePerson("阿依古丽·买买提", "党员", "文体教育、民族政策宣传"),
            NoticePerson("梁𬱖", "楼栋长", "楼道消防、飞线充电劝导", "8801 2215"),
            NoticePerson("值班岗", "社区民警", "邻里纠纷、治安", "8801 5110"),
        ),
        venue="3号楼 1 单元一楼活动室",
        activity_day="每月 10 日主题党日",
        duty_phone="8801 2000",
        hotline="12345",
        made_on=date(2026, 11, 20),
    )


def blank_notice() -> CellNotice:
    """An empty notice for the pen."""
    return CellNotice()
