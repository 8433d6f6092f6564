"""What a member's three cards say (登记卡, 联系卡, 反馈卡), in plain values that can be kept.

Words of a code list stand as the list names them; the forms shorten them for their boxes.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Flip = Literal["long", "short"]


@dataclass(frozen=True)
class LinkedHome:
    """A household that the member looks after."""

    head: str
    door: str = ""
    phone: str = ""
    since: date | None = None
    remark: str = ""


@dataclass(frozen=True)
class RegistrationCard:
    """党员登记卡; everything may be empty, for the pen. `id_number` stands as it may be printed.

    `kinds` and `posts` are the office's own lists; empty, the lists as they come with the program.
    """

    party: str = ""
    card_no: str = ""
    name: str = ""
    sex: str = ""
    ethnicity: str = ""
    birth: date | None = None
    education: str = ""
    native_place: str = ""
    joined_on: date | None = None
    confirmed_on: date | None = None
    id_number: str = ""
    employment: str = ""
    unit_party: str = ""
    phone: str = ""
    address: str = ""
    branch: str = ""
    cell: str = ""
    kind: str = ""
    specialty: str = ""
    times: str = ""
    claims: tuple[str, ...] = ()
    commitment: str = ""
    signed_on: date | None = None
    opinion: str = ""
    homes: tuple[LinkedHome, ...] = ()
    changes: tuple[tuple[date | None, str], ...] = ()
    kinds: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()


@dataclass(frozen=True)
class ServiceLine:
    """A line of the contact card; `beneficiaries` is how many were helped, or who."""

    on: date | None
    content: str
    hours: float | None = None
    beneficiaries: str = ""
    confirmed: str = ""


@dataclass(frozen=True)
class ContactCard:
    """党员服务社区联系卡 of one year, with the records already there."""

    party: str = ""
    address: str = ""
    contact: str = ""
    phone: str = ""
    secretary: str = ""
    leader: str = ""
    name: str = ""
    unit: str = ""
    card_no: str = ""
    year: str = ""
    claims: tuple[str, ...] = ()
    homes: tuple[LinkedHome, ...] = ()
    records: tuple[ServiceLine, ...] = ()
    first_half_on: date | None = None
    second_half_on: date | None = None


@dataclass(frozen=True)
class FeedbackCard:
    """党员服务社区反馈卡; a filled card without `issued_on` is a draft and says so.

    `performance` is 主要表现, `opinion` 社区党组织意见; None is a figure left for the pen.
    """

    party: str = ""
    card_no: str = ""
    name: str = ""
    unit: str = ""
    period_from: date | None = None
    period_to: date | None = None
    reported_on: date | None = None
    claims: tuple[str, ...] = ()
    homes: int | None = None
    times: int | None = None
    hours: float | None = None
    wishes: int | None = None
    performance: str = ""
    resident_rating: str = ""
    grade: str = ""
    opinion: str = ""
    issued_on: date | None = None
    handler: str = ""
    handler_phone: str = ""
    grades: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether it names somebody and was not issued."""
        return bool(self.name) and self.issued_on is None


@dataclass(frozen=True)
class RegistrationSheets:
    """登记卡 two on a sheet; `flip` is the edge over which the printer turns the sheet."""

    cards: tuple[RegistrationCard, ...]
    flip: Flip = "short"


@dataclass(frozen=True)
class FeedbackSheets:
    """反馈卡 two on a sheet."""

    cards: tuple[FeedbackCard, ...]

    @property
    def is_draft(self) -> bool:
        """Whether any of them is one."""
        return any(card.is_draft for card in self.cards)


def sample_registration() -> RegistrationCard:
    """An invented member checked in from an employer."""
    return RegistrationCard(
        party="中共槐荫里社区委员会",
        card_no="DJ-2026-0007",
        name="李䶮",
        sex="女",
        ethnicity="汉族",
        birth=date(1984, 6, 12),
        education="大学本科毕业",
        native_place="青河区文澜街道",
        joined_on=date(2009, 7, 1),
        confirmed_on=date(2010, 7, 1),
        id_number="6****************X",
        employment="青河区水务局　供水管理科副科长",
        unit_party="青河区水务局机关党支部",
        phone="139 0000 2301",
        address="槐荫一院 3号楼 2单元 402室",
        branch="第三网格党支部",
        cell="槐荫一院3号楼党小组",
        kind="双报到在职党员",
        specialty="管道维修、急救员证",
        times="周末、节假日",
        claims=("扶贫帮困与结对岗", "环境卫生监督岗", "应急突击岗"),
        commitment="带头遵守居民公约，每季度至少参加一次志愿服务，随叫随到帮邻里看水管，"
        "每月看望结对的王秀兰老人一次。",
        signed_on=date(2026, 3, 9),
        homes=(
            LinkedHome("王秀兰", "一院 3-2-501", "139 0000 2281", date(2026, 3, 9), "独居"),
            LinkedHome("阿依古丽·买买提", "一院 3-2-301", "139 0000 2283", date(2026, 3, 9)),
            LinkedHome("梁𬱖", "一院 3-2-102", "8801 2215", date(2026, 4, 2)),
        ),
        changes=((date(2026, 3, 9), "到社区报到，编入 3 号楼党小组"),),
    )


def blank_registration() -> RegistrationCard:
    """An empty card for the pen."""
    return RegistrationCard()


def sample_contact() -> ContactCard:
    """A card in the middle of its year."""
    return ContactCard(
        party="中共槐荫里社区委员会",
        address="青河区文澜街道文澜路 18 号",
        contact="林晓燕",
        phone="8801 2000",
        secretary="周明兰",
        leader="孙福顺",
        name="李䶮",
        unit="青河区水务局",
        card_no="LX-2026-0007",
        year="2026",
        claims=("扶贫帮困与结对岗", "环境卫生监督岗", "应急突击岗"),
        homes=(
            LinkedHome("王秀兰", "一院 3-2-501", "139 0000 2281"),
            LinkedHome("阿依古丽·买买提", "一院 3-2-301", "139 0000 2283"),
            LinkedHome("梁𬱖", "一院 3-2-102", "8801 2215"),
        ),
        records=(
            ServiceLine(date(2026, 3, 21), "上门看望王秀兰老人，代取降压药", 1.5, "1", "林晓燕"),
            ServiceLine(date(2026, 4, 18), "清洁家园：清理 3 号楼楼道杂物", 2.0, "36", "林晓燕"),
            ServiceLine(date(2026, 5, 9), "吹哨报到：2 单元水管漏水，关阀、联系抢修", 1.0, "12",
                        "梁志勇"),
            ServiceLine(date(2026, 6, 20), "帮 6 户老人在手机上做养老资格认证", 3.0, "6", "林晓燕"),
        ),
        first_half_on=date(2026, 7, 2),
    )  # fmt: skip


def blank_contact() -> ContactCard:
    """An empty card for the pen."""
    return ContactCard()


def sample_feedback() -> FeedbackCard:
    """An issued card of the first half-year."""
    return FeedbackCard(
        party="中共槐荫里社区委员会",
        card_no="FK-2026H1-0007",
        name="李䶮",
        unit="青河区水务局",
        period_from=date(2026, 1, 1),
        period_to=date(2026, 6, 30),
        reported_on=date(2026, 3, 9),
        claims=("扶贫帮困与结对岗", "环境卫生监督岗", "应急突击岗"),
        homes=3,
        times=12,
        hours=21.5,
        wishes=2,
        performance="主动联系 3 户独居和困难居民，漏水抢修随叫随到，帮老人认证养老资格，"
        "认领的两个微心愿都已办成。",
        resident_rating="优秀",
        grade="优秀",
        issued_on=date(2026, 7, 6),
    )


def blank_feedback() -> FeedbackCard:
    """An empty card for the pen."""
    return FeedbackCard()
