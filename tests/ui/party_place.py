"""A stand-in office with a party tree, for tests of its page."""

from datetime import date

from tests.ui import stand_in
from wenming_desktop.party.model import CellWarning, Coverage, TreeNode
from wenming_desktop.party.page_model import (
    HalfYear,
    LiaisonLine,
    MemberLine,
    NodeFilter,
    NodeSheet,
)

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
FIGURES = Coverage(5, 3, 1, 2, 1, 3, 2, 3, 9, 4, 12.5, 1)


class PartyOffice(stand_in.Office):
    """Answers the services of the party page."""

    def __init__(self) -> None:
        super().__init__(60)
        self.nodes: tuple[TreeNode, ...] = TREE
        self.warned: tuple[CellWarning, ...] = (SMALL,)

    def tree(self) -> tuple[TreeNode, ...]:
        return self.nodes

    def warnings(self) -> tuple[CellWarning, ...]:
        return self.warned

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
