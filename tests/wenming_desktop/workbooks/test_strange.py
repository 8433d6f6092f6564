"""What strange public workbooks taught: memory, old passwords, cells that hold too much."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlwt

from tests.make_register import household, member, person
from tests.wenming_desktop.workbooks.clerk import codes, query, take
from wenming_desktop.households.edit_model import MemberEdit, SaveHousehold
from wenming_desktop.households.save import save_household
from wenming_desktop.work import Desk
from wenming_desktop.workbooks import address, archive, sniff
from wenming_desktop.workbooks.door import Door
from wenming_desktop.workbooks.halt import HaltError
from wenming_desktop.workbooks.one_name import several

_READ = """
import resource, sys
from pathlib import Path
from wenming_desktop.workbooks import reader
from wenming_desktop.workbooks.refusals import FileRefusedError
try:
    reader.read(Path(sys.argv[1]))
except FileRefusedError as refused:
    print(refused.code)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def ledger(folder: Path, text: str) -> Path:
    """A ledger of commas with the lines of `text`."""
    path = folder / "台账.csv"
    path.write_text(text.strip() + "\n", encoding="utf-8")
    return path


def people(desk: Desk) -> dict[str, Any]:
    return {row["full_name"]: row for row in query(desk, "SELECT * FROM resident ORDER BY id")}


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for memory as Linux counts it")
def test_two_cells_far_apart_never_take_half_a_gigabyte(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("远")
    sheet.write(0, 0, "姓名")
    sheet.write(65_534, 254, 1)
    book.save(str(tmp_path / "远.xls"))
    command = [sys.executable, "-c", _READ, str(tmp_path / "远.xls")]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20)
    code, kilobytes = said.stdout.split()
    assert code == "file.limits"
    assert int(kilobytes) < 420 * 1024


def test_a_password_on_an_open_document_is_named_though_its_contents_are_noise() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        pack.writestr("content.xml", b"\0\x8f\0\x11" * 64)
        pack.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    with pytest.raises(HaltError) as refused:
        archive.check(out.getvalue())
    assert refused.value.code == "file.password"


@pytest.mark.parametrize(
    "start",
    [
        b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\0" * 12,
        b"\x09\x08\x08\x00\x00\x05\x05\x00" + b"\0" * 4,
    ],
)
def test_a_password_on_an_old_workbook_is_named(start: bytes) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    with pytest.raises(HaltError) as refused:
        sniff.kind_of(ole + start + b"\x2f\x00\x04\x00" + "Workbook".encode("utf-16-le"))
    assert refused.value.code == "file.password"


@pytest.mark.parametrize(
    ("text", "estates", "door"),
    [
        ("槐荫里（西区）3号楼2单元501", (), ("槐荫里(西区)", "3", "2", "501")),
        ("槐荫里(西区)3-2-501", ("槐荫里(东区)", "槐荫里(西区)"),
         ("槐荫里(西区)", "3", "2", "501")),
        ("槐荫里(东区)3-2-501", ("槐荫里(西区)", "槐荫里"), ("槐荫里(东区)", "3", "2", "501")),
        ("槐荫里3-2-501", ("槐荫里(西区)", "槐荫里"), ("槐荫里", "3", "2", "501")),
        ("槐荫里3-2-501", ("槐荫里(西区)",), ("槐荫里", "3", "2", "501")),
        ("一院（棉纺厂旁）3-2-501", ("一院",), ("一院", "3", "2", "501")),
        ("一院3号楼（租）2单元501（张三）", (), ("一院", "3", "2", "501")),
        ("一院3号楼甲单元商铺2", (), ("一院", "3", "甲", "商铺2")),
        ("一院3号楼商铺-2", (), ("一院", "3", "", "商铺2")),
        ("一院3号楼1单元地下室", (), ("一院", "3", "1", "地下室")),
    ],
)  # fmt: skip
def test_estates_told_apart_by_brackets_and_rooms_that_are_shops(
    text: str, estates: tuple[str, ...], door: tuple[str, str, str, str]
) -> None:
    assert address.parse(text, estates) == Door(*door)


@pytest.mark.parametrize("text", ["槐荫里（西区）居民花名册", "槐荫里(西区)"])
def test_a_title_names_the_estate_with_its_brackets(text: str) -> None:
    assert address.place(text) == Door("槐荫里(西区)", "")


@pytest.mark.parametrize("text", ["居民登记表（常住）", "填报单位(盖章):槐荫里", "花名册(2026年)"])
def test_other_brackets_of_a_title_name_no_estate(text: str) -> None:
    assert address.place(text) is None


@pytest.mark.parametrize(
    ("name", "number", "count"),
    [
        ("王文、李武", "", 2),
        ("王文（户主）,李武（妻）,王小文", "", 3),
        ("王文/李武", "", 2),
        ("王小文\n李小武", "", 2),
        ("王文\n李武", "630100196105080311\n63010019610508032X", 2),
        ("欧阳\n静怡", "", 0),
        ("李娜/Lina", "", 0),
        ("阿依古丽·吐尔逊", "", 0),
        ("王文、", "", 0),
        (12345, "", 0),
    ],
)
def test_several_people_in_one_cell_are_counted(name: object, number: str, count: int) -> None:
    problem = several(name, number)
    assert (problem is not None) == bool(count)
    if problem:
        assert (problem.code, problem.severity) == ("name.several", "refused")
        assert f" {count} 个人" in problem.message


def test_ticked_columns_join_the_category_and_a_strange_tick_is_named(
    desk: Desk, tmp_path: Path
) -> None:
    path = ledger(
        tmp_path,
        """
住址,姓名,独居老人,是否残疾,是否党员,人员类别,政治面貌
一院1号楼1单元101,王文,√,否,是,低保,
一院1号楼1单元102,李武,,是,,,群众
一院1号楼1单元103,赵安,肢体二级,,,,
""",
    )
    outcome = take(desk, path)
    assert codes(outcome) == [(4, "value.unknown", "kept")]
    found = people(desk)
    assert [found[who]["political_status"] for who in found] == ["01", "13", None]
    marks = query(desk, "SELECT resident_id, category FROM special_care ORDER BY 1, 2")
    ids = {row["id"]: who for who, row in found.items()}
    assert [(ids[row["resident_id"]], row["category"]) for row in marks] == [
        ("王文", "A02"),
        ("王文", "B01"),
        ("李武", "C01"),
    ]
    assert take(desk, path).batch is None


def test_a_whole_day_ends_a_doubtful_one_and_a_month_never_blurs_it(
    desk: Desk, tmp_path: Path
) -> None:
    def told(birth: str) -> tuple[str, str | None]:
        take(desk, ledger(tmp_path, f"住址,姓名,出生日期\n一院1号楼1单元101,王文,{birth}"))
        row = people(desk)["王文"]
        return row["birth_date"], row["birth_precision"]

    assert told("1986年") == ("1986-01-01", "Y")
    assert told("1986年6月") == ("1986-06-01", "M")
    assert told("1986年") == ("1986-06-01", "M")
    assert told("1986-06-15") == ("1986-06-15", None)
    assert told("1986.06") == ("1986-06-15", None)
    assert told("1987年6月") == ("1987-06-01", "M")


def test_both_numbers_of_a_cell_stay_and_drive_nothing_out(desk: Desk, tmp_path: Path) -> None:
    heads = "住址,姓名,电话"
    take(desk, ledger(tmp_path, f"{heads}\n一院1号楼1单元101,王文,本人13900001111/13900002222"))
    row = people(desk)["王文"]
    assert (row["phone"], row["phone2"]) == ("13900001111", "13900002222")
    assert "13900002222" in row["phone_note"]
    other = ledger(tmp_path, f"{heads}\n一院1号楼1单元101,王文,13900001111、13900003333")
    take(desk, other)
    row = people(desk)["王文"]
    assert (row["phone"], row["phone2"]) == ("13900001111", "13900002222")
    assert "13900003333" in row["phone_note"]
    assert take(desk, other).batch is None


def test_who_has_no_door_and_no_number_is_known_again(desk: Desk, tmp_path: Path) -> None:
    path = ledger(
        tmp_path,
        "住址,姓名,电话\n一院1号楼1单元101,王文,\n菜市场旁,李武,13900001111\n路口,李武,13900002222",
    )
    take(desk, path)
    assert take(desk, path).batch is None
    assert len(query(desk, "SELECT id FROM resident")) == 3


def test_a_whole_day_typed_in_the_editor_ends_the_doubt(desk: Desk) -> None:
    home = household(desk, "501", member("王文", birth="1986年6月"))
    assert people(desk)["王文"]["birth_precision"] == "M"
    edit = MemberEdit(person(desk, "王文"), {"resident.birth_date": "1986-06-15"})
    desk.write(save_household, SaveHousehold(household_id=home, members=(edit,)))
    row = people(desk)["王文"]
    assert (row["birth_date"], row["birth_precision"]) == ("1986-06-15", None)
