"""A building with households, a cell and members, to try duties on."""

from tests.make_register import household, member, rows
from tests.wenming_desktop.party import ledgers
from wenming_desktop.party.duty_model import Assign
from wenming_desktop.party.liaisons import assign
from wenming_desktop.party.member_model import SaveMember
from wenming_desktop.party.members import save_member
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.members_in import import_members

CELL = "槐荫一院3号楼党小组"


def found(desk: Desk, homes: int = 3) -> list[int]:
    """So many households of building 3, its cell led by 苏敏静 with 高和 and 甲乙 in it."""

    made = [household(desk, f"{n}01", member(f"王{'一二三四五六七八九十'[n % 10]}{n}"))
            for n in range(1, homes + 1)]  # fmt: skip
    base = {"党员类型": "在册党员", "人员类别": "正式党员", "所在党支部": "第一网格党支部",
            "所在党小组": CELL}  # fmt: skip
    desk.write(
        import_members,
        ledgers.members(
            {**base, "姓名": "苏敏静", "职务": "组长", "联系电话": "13900005247"},
            {**base, "姓名": "高和"},
            {**base, "姓名": "甲乙"},
        ),
    )
    return made


def member_id(desk: Desk, name: str) -> int:
    """The id of the one member of a name."""
    ((one,),) = rows(desk, "SELECT id FROM party_member WHERE full_name = ? AND NOT is_void", name)
    return int(one)


def outsider(desk: Desk, name: str = "路远") -> int:
    """A member of no cell."""
    values = {"full_name": name, "member_kind": "1"}
    said = {f"party_member.{key}": value for key, value in values.items()}
    return desk.write(save_member, SaveMember(said)).id


def give(desk: Desk, name: str, *homes: int) -> tuple[str, ...]:
    """Households to a member."""
    return desk.write(assign, Assign(member_id(desk, name), homes)).warnings


def looked_after(desk: Desk) -> dict[int, str]:
    """Who each household shows."""
    found = rows(
        desk,
        "SELECT h.id, coalesce(m.full_name, '') FROM household h"
        " LEFT JOIN party_member m ON m.id = h.liaison_member_id ORDER BY h.id",
    )
    return {int(home): str(name) for home, name in found}


def lasting(desk: Desk) -> set[tuple[str, int, str]]:
    """Who looks after which household now, in which role."""
    found = rows(
        desk,
        "SELECT m.full_name, coalesce(l.household_id, -l.building_id), l.role"
        " FROM household_liaison l JOIN party_member m ON m.id = l.member_id"
        " WHERE NOT l.is_void AND l.to_on IS NULL",
    )
    return {(str(name), int(home), str(role)) for name, home, role in found}
