"""A stand-in office with a party tree, for tests of its page."""

from collections.abc import Collection
from datetime import date

from tests.ui import stand_in
from wenming_desktop.party.gaps_model import (
    BUILDINGS,
    HOUSEHOLDS,
    OVERLOADED,
    GapCounts,
    GapFilter,
    GapLine,
)
from wenming_desktop.party.model import CellWarning, Coverage, TreeNode
from wenming_desktop.party.organisation_model import PostLine
from wenming_desktop.party.page_model import (
    HalfYear,
    LiaisonLine,
    MemberLine,
    NodeFilter,
    NodeSheet,
)
from wenming_desktop.three_cards.model import CardMarks, Mark, Progress, Tile
from wenming_desktop.three_cards.rules import Span

LONGEST = "阿卜杜拉·吐尔逊·买买提江·阿不都热西提"
FIRST, SECOND = TreeNode(1, "1号楼党小组", "5", 3), TreeNode(2, "2号楼党小组", "5", 2)
BRANCH = TreeNode(4, "第一网格党支部", "4", 5, (FIRST, SECOND))
TREE = (TreeNode(1, "青河区委", "1", 5, (TreeNode(3, "槐荫里社区大党委", "3", 5, (BRANCH,)),)),)
SMALL = CellWarning(2, "2号楼党小组", "cell.too_small", "党员 2 人，不足 3 人。可与邻近楼栋联合。")
MEMBERS = (
    MemberLine(11, "孙福顺", "在册党员", "党小组组长", "", "1号楼党小组", 2, leads=True),
    MemberLine(12, "方远", "双报到在职党员", "", "区市场监管局", "1号楼党小组", 0),
    MemberLine(13, LONGEST, "流入党员", "", "", "1号楼党小组", 1),
    MemberLine(21, "罗建平", "在册党员", "党小组组长", "", "2号楼党小组", 1, leads=True),
    MemberLine(22, "邵明", "在册党员", "", "", "2号楼党小组", 0),
)
LIAISONS = (
    LiaisonLine(1, "一院 1-2-501", "王秀兰", "孙福顺", "1号楼党小组"),
    LiaisonLine(2, "一院 1-2-502", "赵立新", "孙福顺", "1号楼党小组", 502),
    LiaisonLine(3, "一院 2-1-101", "刘洋", "罗建平", "2号楼党小组"),
)
PROGRESS = Progress(
    Tile(3, 3, "全部登记"),
    Tile(2, 3, "方远还没交", (12,)),
    Tile(0, 1, "1 人待向单位反馈", (12,)),
    Tile(3, 4, "1 户还没有党员联系"),
    Span.last_half(date(2026, 11, 20)),
)
MARKS = (
    CardMarks(Mark("ok", "已登记"), Mark("ok", "已交"), Mark("not_needed", "不需要")),
    CardMarks(Mark("ok", "已登记"), Mark("due", "待交"), Mark("due", "待反馈")),
)
POSTS = (
    PostLine(
        71, "孙福顺", "党小组组长", "1号楼党小组", "党员", "139****7712",
        ("party_member", 11), date(2024, 1, 1), None, "召集党员", 11,
    ),
    PostLine(
        72, "秦卫国", "社区民警", "一院 1号楼", "外单位", "139****3301",
        ("post_assignment", 72), date(2025, 3, 1), date(2027, 12, 31), "治安",
    ),
)  # fmt: skip
GAPS = (
    GapLine("buildings", 3, "一院 3号楼", "第一网格", "还没有党小组。"),
    GapLine("households", 503, "一院 2-1-102", "马桂英", "还没有联户党员。", 2),
    GapLine("overloaded", 11, "孙福顺", "1号楼党小组", "包联 12 户。", 1),
)
FIGURES = Coverage(5, 3, 1, 2, 1, 3, 2, 3, 9, 4, 12.5, 1)


class PartyOffice(stand_in.Office):
    """Answers the services of the party page."""

    def __init__(self) -> None:
        super().__init__(60)
        self.nodes: tuple[TreeNode, ...] = TREE
        self.warned: tuple[CellWarning, ...] = (SMALL,)

    def tree(self) -> tuple[TreeNode, ...]:
        return self.nodes

    def reminders(self) -> tuple[CellWarning, ...]:
        return self.warned

    def progress(self, _wanted: NodeFilter) -> Progress:
        return PROGRESS

    def card_marks(self, members: Collection[int]) -> dict[int, CardMarks]:
        return {member: MARKS[member % 10 != 1] for member in members}

    def gap_counts(self, _level: str, _row_id: int) -> GapCounts:
        return GapCounts(*(len(self._gaps(kind)) for kind in (BUILDINGS, HOUSEHOLDS, OVERLOADED)))

    def gap_count(self, wanted: GapFilter) -> int:
        return len(self._gaps(wanted.kind))

    def gap_page(self, wanted: GapFilter, offset: int, limit: int) -> tuple[GapLine, ...]:
        return self._gaps(wanted.kind)[offset : offset + limit]

    def _gaps(self, kind: str) -> tuple[GapLine, ...]:
        return tuple(line for line in GAPS if line.kind == kind)

    def post_count(self, wanted: NodeFilter) -> int:
        return len(self.post_page(wanted, 0, 99))

    def post_page(self, wanted: NodeFilter, offset: int, limit: int) -> tuple[PostLine, ...]:
        return tuple(line for line in POSTS if wanted.text in line.name)[offset : offset + limit]

    def half_year(self) -> HalfYear:
        return HalfYear(date(2026, 7, 1), date(2027, 1, 1), FIGURES)

    def node_sheet(self, wanted: NodeFilter) -> NodeSheet:
        if wanted.level != "5":
            return NodeSheet(
                wanted.level, wanted.id, "第一网格党支部", branches=0, cells=2, members=5
            )
        said = tuple(one.text for one in self.warned if one.group_id == wanted.id)
        return NodeSheet(
            "5",
            wanted.id,
            f"{wanted.id}号楼党小组",
            leader="孙福顺",
            phone_masked="139****7712",
            phone_of=("party_member", 11),
            above="第一网格党支部",
            buildings=("一院 1号楼",),
            members=3,
            warnings=said,
        )

    def node_of_member(self, member: int) -> tuple[str, int]:
        return "5", member // 10

    def _members(self, wanted: NodeFilter) -> list[MemberLine]:
        cell = f"{wanted.id}号楼党小组"
        return [
            one
            for one in MEMBERS
            if (wanted.level != "5" or one.cell == cell)
            and (wanted.text in one.name or wanted.text in one.unit)
        ]

    def member_count(self, wanted: NodeFilter) -> int:
        return len(self._members(wanted))

    def member_page(self, wanted: NodeFilter, offset: int, limit: int) -> tuple[MemberLine, ...]:
        return tuple(self._members(wanted)[offset : offset + limit])

    def _liaisons(self, wanted: NodeFilter) -> list[LiaisonLine]:
        cell = f"{wanted.id}号楼党小组"
        return [
            one
            for one in LIAISONS
            if (wanted.level != "5" or one.cell == cell)
            and (wanted.text in one.member or wanted.text in one.head or wanted.text in one.door)
        ]

    def liaison_count(self, wanted: NodeFilter) -> int:
        return len(self._liaisons(wanted))

    def liaison_page(self, wanted: NodeFilter, offset: int, limit: int) -> tuple[LiaisonLine, ...]:
        return tuple(self._liaisons(wanted)[offset : offset + limit])
