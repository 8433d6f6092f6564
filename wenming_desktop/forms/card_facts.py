"""Print runs of service cards as they lie on sheets, and an invented run of them."""

from dataclasses import dataclass
from typing import Literal

from wenming_desktop.cards.model import CardBack, CardFace, Contact
from wenming_desktop.errors import UserError

Layout = Literal["10up", "8up", "a6"]
Flip = Literal["long", "short"]


class StartPositionError(UserError):
    """A first card beyond the sheet's last place."""

    code = "cards.start_position"
    text = "这种版式一张纸只有 {places} 个位置，不能从第 {start} 个开始。请填 1 到 {places}。"


@dataclass(frozen=True)
class CardSheets:
    """A print run: the cards, what their backs say, and how they lie on the sheet."""

    cards: tuple[CardFace, ...]
    reverse: CardBack = CardBack()  # noqa: RUF009 - frozen
    layout: Layout = "10up"
    back: Flip | None = None
    start: int = 1


def sample() -> CardSheets:
    """Twelve invented households on one sheet and a bit."""
    names = "王秀兰 陈国栋 䶮小满 李𠅤 周㛃 梁𬎆 孙福顺 赵玉珍 吐尔逊·买买提 何建平 林晓燕 马存义"
    cards = tuple(
        CardFace(
            card_no=f"LXK-03-{number:05}",
            household_name=name,
            door=f"槐荫一院 3号楼 2单元 {100 * number + 1}",
            community="槐荫里社区居委会",
            address="文澜路 18 号",
            slogan="一个电话，上门服务",
            main=Contact("网格员", "梁志勇", "8801 2003"),
            lines=(
                Contact("楼栋党小组长", "孙福顺", "139 0000 7712"),
                Contact("社区 24 小时", "值班室", "8801 2000"),
            ),
            grid="第三网格",
            building="3号楼",
        )
        for number, name in enumerate(names.split(), 1)
    )
    return CardSheets(cards, sample_back(), back="long")


def sample_back() -> CardBack:
    """The back of the sample cards."""
    return CardBack(
        services=(
            "养老资格认证",
            "老年证、残疾证",
            "医疗救助",
            "邻里纠纷",
            "水暖电报修",
            "微心愿",
        ),
        phones=(
            ("供暖报修", "8801 5100"),
            ("物业", "8801 4400"),
            ("自来水", "8801 5200"),
            ("供电", "95598"),
            ("派出所", "8801 5110"),
            ("社区医生", "8801 7120"),
        ),
    )
