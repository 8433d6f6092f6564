"""A small office for tests of cells and posts: two buildings, one cell, four members."""

from dataclasses import dataclass

from tests import make_register
from tests.wenming_desktop.party import ledgers
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.members_in import import_members

CELL = "槐荫一院3号楼党小组"
BASE = {"党员类型": "在册党员", "人员类别": "正式党员", "所在党支部": "第一网格党支部"}
PHONES = {"孙福顺": "13900007712", "赵立新": "13900007713"}


@dataclass(frozen=True)
class Small:
    """Ids of what was made."""

    desk: Desk
    cell: int
    branch: int
    committee: int
    three: int
    four: int
    member: dict[str, int]
    homes: tuple[int, ...]

    def one(self, sql: str, *bound: object) -> tuple[object, ...]:
        """The one row of a statement."""
        (row,) = make_register.rows(self.desk, sql, *bound)
        return row

    def rows(self, sql: str, *bound: object) -> tuple[tuple[object, ...], ...]:
        """All rows of a statement."""
        return make_register.rows(self.desk, sql, *bound)

    def undo(self) -> None:
        """Take back the newest act."""
        self.desk.write(undo_last_act)


def make(desk: Desk) -> Small:
    """3号楼 with its cell of 孙福顺 (who leads), 赵立新, 方远 (checked in) and 马驰 (on trial)."""
    homes = tuple(
        make_register.household(
            desk,
            room,
            make_register.member(head, birth="1962-03-14"),
            building=building,
        )
        for room, head, building in (
            ("101", "王秀兰", "3"),
            ("102", "陈国栋", "3"),
            ("101", "何玉芳", "4"),
        )
    )
    rows: list[dict[str, object]] = [
        {"姓名": "孙福顺", "职务": "组长", "联系电话": PHONES["孙福顺"]},
        {"姓名": "赵立新", "联系电话": PHONES["赵立新"]},
        {"姓名": "方远", "党员类型": "双报到在职党员", "工作单位": "区市场监管局"},
        {"姓名": "马驰", "人员类别": "预备党员"},
    ]
    listed = [{**BASE, "所在党小组": CELL, **row} for row in rows]
    desk.write(import_members, ledgers.members(*listed))
    ids = dict(make_register.rows(desk, "SELECT full_name, id FROM party_member"))
    places = dict(make_register.rows(desk, "SELECT building_no, id FROM building"))
    ((cell, branch),) = make_register.rows(desk, "SELECT id, branch_id FROM building_party_group")
    ((committee,),) = make_register.rows(
        desk, "SELECT id FROM party_organization WHERE level = '3'"
    )
    return Small(desk, cell, branch, committee, places["3"], places["4"], ids, homes)
