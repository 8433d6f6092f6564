"""Tables are found however the office laid them out; nothing personal is ever filled in."""

import random
import time
from pathlib import Path

import openpyxl
import pytest

from wenming_desktop.workbooks import headers, reader
from wenming_desktop.workbooks.book import Book, Merge, SheetGrid
from wenming_desktop.workbooks.table import Table, find_tables

SYNONYMS = headers.Synonyms.load()
NAME, HEAD = "resident.full_name", "household.head_resident_id"
ROOM, UNIT, BUILDING, ESTATE = (
    "house.room_no",
    "building_unit.unit_no",
    "building.building_no",
    "estate.name",
)
RELATION, PHONE = "household_membership.relation_to_head", "resident.phone"


def _book(*sheets: SheetGrid) -> Book:
    return Book("台账.xlsx", "", sheets)


def _grid(text: str, merged: list[Merge] | None = None, name: str = "Sheet1") -> SheetGrid:
    """A sheet from lines of cells parted by |."""
    rows: list[list[object]] = [
        [cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()
    ]
    width = max(map(len, rows))
    return SheetGrid(name, [row + [""] * (width - len(row)) for row in rows], merged or [])


def _tables(*sheets: SheetGrid, estates: tuple[str, ...] = ()) -> list[Table]:
    return find_tables(_book(*sheets), SYNONYMS, headers.RESIDENTS, estates)


def _column(table: Table, *keys: str) -> list[str]:
    return ["-".join(str(table.get(row, key)) for key in keys) for row in table.rows]


def test_blank_cells_below_a_household_are_filled_but_never_a_person_s() -> None:
    (table,) = _tables(
        _grid("""
            楼号|单元|房号|户主|姓名|与户主关系|电话|备注
            1号楼|1|101|张三|张三|户主|139|租住
            ||||李四|配偶||
            ||||张小|子||
            ||102|王五|王五|户主||
            |2|101|赵六|赵六|户主|138|
            ||||钱七|配偶||
            2号楼|1|101|孙八|孙八|户主||
        """)
    )
    assert _column(table, BUILDING, UNIT, ROOM, HEAD, NAME) == [
        "1号楼-1-101-张三-张三",
        "1号楼-1-101-张三-李四",
        "1号楼-1-101-张三-张小",
        "1号楼-1-102-王五-王五",
        "1号楼-2-101-赵六-赵六",
        "1号楼-2-101-赵六-钱七",
        "2号楼-1-101-孙八-孙八",
    ]
    assert _column(table, PHONE) == ["139", "", "", "", "138", "", ""]
    assert _column(table, "resident.remark") == ["租住", *[""] * 6]


def test_merged_cells_are_filled_for_the_door_only() -> None:
    merged = [(1, 0, 3, 0), (1, 1, 2, 1), (1, 4, 3, 4)]
    (table,) = _tables(
        _grid(
            """
            门牌号|户主|姓名|身份证号|电话
            3-2-501|张三|张三|a|139
            ||李四|b|
            ||王五|c|
            """,
            merged,
        )
    )
    assert _column(table, ROOM) == ["3-2-501"] * 3
    assert _column(table, HEAD) == ["张三"] * 3
    assert _column(table, PHONE) == ["139", "", ""]


def test_a_second_head_with_a_blank_door_is_not_given_the_door_above() -> None:
    (table,) = _tables(
        _grid("""
            楼号|房号|姓名|与户主关系
            1号楼|101|张三|户主
            ||李四|妻
            ||王五|户主
            ||赵六|配偶
            1号楼|103|孙七|户主
        """)
    )
    assert _column(table, ROOM) == ["101", "101", "", "", "103"]
    assert _column(table, BUILDING) == ["1号楼"] * 5


def test_one_blank_room_in_a_plain_list_stays_blank() -> None:
    lines = [f"1号楼|1|{100 + n}|人{n}" for n in range(20)]
    lines[9] = "1号楼|1||人9"
    (table,) = _tables(_grid("楼号|单元|室|姓名\n" + "\n".join(lines)))
    assert _column(table, ROOM)[9] == ""


def test_titles_notes_totals_repeated_heads_and_blank_rows_are_no_data() -> None:
    (table,) = _tables(
        _grid("""
            某某社区居民花名册
            填报单位：某某社区|||填表日期：2026年10月
            序号|姓名|身份证号|联系电话
            1|张三|a|1
            |||
            小计|1人||
            序号|姓 名|身份证号|联系电话
            2|李四|b|2
            本页合计||2人|
            填表人：王五|||审核人：
            注：本表一式两份
        """)
    )
    assert table.header_row == 3
    assert [row.number for row in table.rows] == [4, 8]
    assert [(row.number, row.why) for row in table.skipped] == [
        (6, "total"),
        (7, "header"),
        (9, "total"),
        (10, "note"),
        (11, "note"),
    ]


@pytest.mark.parametrize("merged", [[(0, 2, 0, 4), (0, 0, 1, 0), (0, 1, 1, 1)], []])
def test_two_head_rows_with_and_without_merged_groups(merged: list[Merge]) -> None:
    (table,) = _tables(
        _grid(
            """
            门牌号|户主|家庭成员情况|||房主||备注
            |||||姓名|电话|
            101|张三|张三|户主|139|李房|138|
            """.replace("|||||姓名", "||姓名|与户主关系|联系电话|姓名"),
            merged,
        )
    )
    assert table.header_row == 2
    assert _column(table, ROOM, HEAD, NAME, RELATION, PHONE) == ["101-张三-张三-户主-139"]
    assert _column(table, "house.owner_name", "house.owner_phone") == ["李房-138"]


def test_another_person_s_number_is_never_the_row_s() -> None:
    (table,) = _tables(
        _grid("""
            姓名|监护人姓名|监护人身份证号|户主身份证号|联系人电话|门牌号
            张三|李四|a|b|139|101
        """)
    )
    assert "resident.id_number" not in table.columns
    assert table.unmapped == ((2, "监护人身份证号"), (3, "户主身份证号"))
    assert _column(table, "resident.emergency_phone") == ["139"]


def test_a_list_of_heads_gives_their_own_number() -> None:
    (table,) = _tables(_grid("门牌号|户主|户主身份证号\n101|张三|a"))
    assert _column(table, HEAD, "resident.id_number") == ["张三-a"]


def test_two_telephones_are_both_kept() -> None:
    for heads in ("姓名|联系电话|手机号码", "姓名|手机号码|联系电话"):
        (table,) = _tables(_grid(f"{heads}|性别\n张三|1|2|男"))
        first = "1" if heads.startswith("姓名|联") else "2"
        assert _column(table, PHONE) == [first]
        assert {*_column(table, PHONE), *_column(table, "resident.phone2")} == {"1", "2"}


def test_what_means_nothing_is_reported() -> None:
    (table,) = _tables(_grid("序号|姓名|性别|血压\n1|张三|男|120"))
    assert table.unmapped == ((3, "血压"),)


def test_words_count_only_for_the_register_asked_for() -> None:
    grid = _grid("姓名|联系电话|服务内容|日期\n张三|139|扫雪|2026-01-01")
    (table,) = find_tables(_book(grid), SYNONYMS, headers.SERVICES)
    assert "party_member.phone" in table.columns
    assert not any(key.startswith(("resident", "ticket")) for key in table.columns)


def test_tickets_are_never_filled_down() -> None:
    grid = _grid(
        "工单编号|受理时间|小区|楼栋|诉求内容\n1|2026-01-01|一院|3号楼|漏水\n2|2026-01-02|||停电",
        name="一院5号楼",
    )
    (table,) = find_tables(_book(grid), SYNONYMS, headers.TICKETS)
    assert _column(table, ESTATE, BUILDING) == ["一院-3号楼", "-"]


def test_a_sheet_for_each_building() -> None:
    body = "单元|室|姓名|与户主关系\n1|101|张三|户主"
    tables = _tables(
        _grid(body, name="一院3号楼"),
        _grid(f"槐荫里社区棉纺院4号楼居民花名册\n{body}"),
        _grid(f"裕和花园居民台账\n{body}", name="12号楼"),
        _grid(f"一院5号楼居民台账\n{body}", name="一院6号楼"),
        _grid("说明\n请按楼栋填写", name="说明"),
        SheetGrid("旧", _grid(body).rows, hidden=True),
    )
    assert [_column(table, ESTATE, BUILDING, UNIT) for table in tables] == [
        ["一院-3-1"],
        ["棉纺院-4-1"],
        ["裕和花园-12-1"],
        ["一院--1"],
    ]
    assert {m.index for m in tables[0].matches if m.key == BUILDING} == {-1}


def test_lines_between_the_rows_begin_a_new_building() -> None:
    (table,) = _tables(
        _grid("""
            居民花名册
            单元|室|姓名
            一院3号楼
            1|101|张三
            2|201|李四
            一院4号楼
            1|101|王五
            棉纺院
            1|101|赵六
        """)
    )
    assert _column(table, ESTATE, BUILDING, UNIT, NAME) == [
        "一院-3-1-张三",
        "一院-3-2-李四",
        "一院-4-1-王五",
        "棉纺院--1-赵六",
    ]


def test_two_tables_below_each_other() -> None:
    first, second = _tables(
        _grid("""
            姓名|身份证号|室
            张三|a|101
            室|姓名|电话|性别
            102|李四|139|男
        """)
    )
    assert [row.number for row in first.rows] == [2]
    assert (_column(second, ROOM, NAME), second.header_row) == (["102-李四"], 3)


def test_no_head_no_table() -> None:
    assert _tables(_grid("张三|男\n李四|女"), SheetGrid("空", [])) == []


def _facts(book: Book) -> set[tuple[str, ...]]:
    """What a ledger says, whatever the order of its rows, sheets and columns."""
    keys = (ESTATE, BUILDING, UNIT, ROOM, HEAD, NAME, RELATION, "resident.id_number", PHONE)
    return {
        tuple(str(table.get(row, key)) for key in keys)
        for table in find_tables(book, SYNONYMS, headers.RESIDENTS)
        for row in table.rows
    }


def test_order_of_households_and_columns_and_names_do_not_matter(tmp_path: Path) -> None:
    """The office's own ledger, its blocks shuffled, columns turned, cells no longer merged."""
    original = reader.read(Path("tests/data/ledgers/居民信息台账.xlsx"))
    grid = original.sheets[0]
    blocks: list[list[list[object]]] = []
    context: list[object] = ["", "", "", ""]
    tops = {(r, c): grid.rows[r0][c] for r0, c, r1, _ in grid.merged for r in range(r0, r1 + 1)}
    for at, row in enumerate(grid.rows[4:-1], start=4):
        if row[5] != "":
            blocks.append([])
            context = [tops.get((at, c), row[c]) for c in range(1, 5)]
            blocks[-1].append([row[0], *context, *row[5:]])
        else:
            blocks[-1].append(list(row))
    random.Random(5).shuffle(blocks)
    order = [5, 9, 4, 6, 1, 7, 3, 11, 2, 8, 10, 12, 13, 0]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "某表"
    sheet.append(["花名册"])
    heads = ["序号", "院落", "栋号", "单元号", "房号", "户主姓名", "成员姓名", "与户主的关系"]
    heads += ["公民身份号码", "民族", "出生年月", "手机号", "特殊人群", "说明"]
    sheet.append([heads[at] for at in order])
    for block in blocks:
        for row in block:
            sheet.append([row[at] if row[at] != "" else None for at in order])
    path = tmp_path / "另一个名字.xlsx"
    book.save(path)
    assert len(_facts(original)) == 462
    assert _facts(reader.read(path)) == _facts(original)


def test_ten_thousand_rows_take_a_moment() -> None:
    rows: list[list[object]] = [["小区", "楼号", "单元", "室", "姓名", "与户主关系", "身份证号"]]
    rows += [["一院", n // 500, 1, n % 99, f"人{n}", "户主", str(n)] for n in range(10_000)]
    started = time.process_time()
    (table,) = _tables(SheetGrid("表", rows))
    assert len(table.rows) == 10_000
    assert time.process_time() - started < 1
