"""The dev roster as other offices would have written it: generators of rosters nobody has seen."""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.wenming_desktop.party import ledgers

Person = dict[str, Any]
_HAN = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def people(folder: Path = ledgers.DEV) -> list[Person]:
    """The rows of the roster by the words of its head."""
    sheet = openpyxl.load_workbook(folder / ledgers.ROSTER).active
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    at = next(n for n, row in enumerate(rows) if "姓名" in row)
    head = [str(word) for word in rows[at]]
    return [dict(zip(head, row, strict=True)) for row in rows[at + 1 :] if row[1]]


def _month(value: Any) -> str:
    """2019.07, however the day was kept."""
    if isinstance(value, date | datetime):
        return f"{value:%Y.%m}"
    return str(value or "")


def _han_month(value: Any) -> str:
    """二〇一九年七月."""
    year, _, month = _month(value).partition(".")
    return "".join(_HAN[n] for n in year) + f"年{_MONTHS[int(month) - 1]}月" if month else year


def _day(value: Any) -> str:
    """2026年5月13日."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def _spaced(name: str) -> str:
    return "　".join(name) if len(name) == 2 else " ".join(name)


def _title(sheet: Worksheet, words: str, width: int) -> None:
    sheet.append([words])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)


def _by(rows: Sequence[Person], word: str) -> Iterator[tuple[str, list[Person]]]:
    ordered = sorted(rows, key=lambda one: str(one[word]))
    for name, group in groupby(ordered, key=lambda one: str(one[word])):
        yield name, list(group)


def by_sheets(path: Path, rows: list[Person]) -> None:
    """One sheet a branch, which no column names; columns turned round; rows shuffled."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for branch, group in _by(rows, "所在党支部"):
        sheet = book.create_sheet(branch)
        _title(sheet, f"{branch}党员基本信息一览表", 12)
        sheet.append(["结对联系户", "报到社区时间", "现工作单位", "本人联系电话",
                      "党内任职情况", "楼栋小组", "党员管理类别", "加入党组织的时间",
                      "党员身份类别", "公民身份证号码", "男/女", "党员姓名",
                      "编号"])  # fmt: skip
        random.Random(len(group)).shuffle(group)
        for n, one in enumerate(group, 1):
            sheet.append([one["包联户"], _day(one["报到时间"]), one["工作单位"],
                          one["联系电话"], one["职务"], one["所在党小组"], one["党员类型"],
                          _month(one["入党时间"]), one["人员类别"], one["身份证号"],
                          one["性别"], one["姓名"], n])  # fmt: skip
    book.save(path)


def in_sections(path: Path, rows: list[Person]) -> None:
    """A head of two rows, branches and cells in lines of their own between the members."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    _title(sheet, "槐荫里社区党员台账（2026年度）", 11)
    sheet.append(["序号", "基本情况", "", "", "党内情况", "", "", "", "联络情况", "", "", "其他"])
    sheet.append(["", "姓 名", "性 别", "身份证件号", "党员类别", "何时入党", "正式/预备",
                  "任职", "手机号码", "联系户（门牌号）", "所属单位",
                  "双报到时间"])  # fmt: skip
    for first, last in ((2, 4), (5, 8), (9, 11)):
        sheet.merge_cells(start_row=2, start_column=first, end_row=2, end_column=last)
    n = 0
    for branch, group in _by(rows, "所在党支部"):
        _line(sheet, f"{branch}（{len(group)}人）", 12)
        for cell, members in _by(group, "所在党小组"):
            _line(sheet, f"{cell}：{len(members)}名", 12)
            for one in members:
                n += 1
                sheet.append([n, one["姓名"], one["性别"], one["身份证号"], one["党员类型"],
                              _month(one["入党时间"]), one["人员类别"], one["职务"],
                              one["联系电话"], one["包联户"], one["工作单位"],
                              one["报到时间"]])  # fmt: skip
    sheet.append(["", "合计", n])
    book.save(path)


def _line(sheet: Worksheet, words: str, width: int) -> None:
    sheet.append([words])
    at = sheet.max_row
    sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=width)


def ticked(path: Path, rows: list[Person]) -> None:
    """Kinds and states are ticked; days in Han numerals; blanks inside names."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["党支部名称", "楼栋党小组名称", "党员姓名", "身份证号码", "党员分类（打√）",
                  "", "", "", "党籍（打√）", "", "入党年月", "党组织内职务", "电话号码",
                  "报到日期", "派出单位", "包联的住户"])  # fmt: skip
    sheet.append(["", "", "", "", "在册", "双报到", "流入", "流出", "正式", "预备"])
    sheet.merge_cells("E1:H1")
    sheet.merge_cells("I1:J1")
    kinds = ("在册党员", "双报到在职党员", "流入党员", "流出党员")
    states = ("正式党员", "预备党员")
    for one in rows:
        sheet.append([one["所在党支部"], one["所在党小组"], _spaced(one["姓名"]),
                      one["身份证号"],
                      *("√" if one["党员类型"] == kind else "" for kind in kinds),
                      *("√" if one["人员类别"] == state else "" for state in states),
                      _han_month(one["入党时间"]), one["职务"], one["联系电话"],
                      one["报到时间"], one["工作单位"], one["包联户"]])  # fmt: skip
    book.save(path)


def merged(path: Path, rows: list[Person]) -> None:
    """Branch and cell are merged cells over their members; both doors and posts with more words."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["附件2"])
    _title(sheet, "", 1)
    sheet.append(["社区党员花名册（网格党支部、楼栋党小组）"])
    sheet.append(["填报单位：槐荫里社区党委", "", "", "填报时间：2026年11月"])
    sheet.append(["网格支部", "楼栋党小组", "姓名", "公民身份号", "党员类型", "入党日期",
                  "政治身份", "支部任职", "联系手机", "回社区报到时间", "所在工作单位",
                  "一对一联系住户"])  # fmt: skip
    for branch, group in _by(rows, "所在党支部"):
        top = sheet.max_row + 1
        for cell, members in _by(group, "所在党小组"):
            start = sheet.max_row + 1
            for at, one in enumerate(members):
                names = [branch if sheet.max_row + 1 == top else "", cell if at == 0 else ""]
                homes = str(one["包联户"] or "").replace("、", "，")
                sheet.append([*names, one["姓名"], one["身份证号"], one["党员类型"],
                              _han_month(one["入党时间"]), one["人员类别"], one["职务"],
                              one["联系电话"], one["报到时间"], one["工作单位"],
                              homes])  # fmt: skip
            end = sheet.max_row
            sheet.merge_cells(start_row=start, start_column=2, end_row=end, end_column=2)
        sheet.merge_cells(start_row=top, start_column=1, end_row=sheet.max_row, end_column=1)
    book.save(path)


def mixed(path: Path, rows: list[Person]) -> None:
    """Branch and cell in one column; sex and birth nowhere; sheets for kinds."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for kind, group in _by(rows, "党员类型"):
        sheet = book.create_sheet(f"{kind}花名册"[:31])
        _title(sheet, f"槐荫里社区{kind}花名册", 10)
        sheet.append(["党员", "身份证", "所属支部和小组", "入党日", "类别", "党务岗位",
                      "移动电话", "到社区报到日期", "单位全称", "包保户"])  # fmt: skip
        for one in group:
            sheet.append([one["姓名"], one["身份证号"],
                          one["所在党支部"] + "/" + one["所在党小组"], _month(one["入党时间"]),
                          one["人员类别"], one["职务"], one["联系电话"], one["报到时间"],
                          one["工作单位"], one["包联户"]])  # fmt: skip
    book.save(path)


def by_contents(path: Path, rows: list[Person]) -> None:
    """Heads in nobody's dictionary: what the columns are is seen by what stands in them."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "联系电话", "工作单位", "十八位编码", "在哪个支部", "编在哪一组",
                  "属哪一类", "类别", "哪年哪月入的党", "当什么", "哪天来报到",
                  "联哪几家"])  # fmt: skip
    for one in rows:
        sheet.append([one["姓名"], one["联系电话"], one["工作单位"], one["身份证号"],
                      one["所在党支部"], one["所在党小组"], one["党员类型"], one["人员类别"],
                      _month(one["入党时间"]), one["职务"], one["报到时间"],
                      one["包联户"]])  # fmt: skip
    book.save(path)


_SHORT = {
    "在册党员": "在册",
    "双报到在职党员": "在职报到",
    "流入党员": "流动党员（流入）",
    "流出党员": "流出",
}


def under_lines(path: Path, rows: list[Person]) -> None:
    """Branches and cells stand numbered in the column of names; kinds in short words."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "性别", "身份证号码", "党员类别", "政治面貌", "入党时间", "党内职务",
                  "联系电话", "工作单位", "报到时间", "联系户"])  # fmt: skip
    for branch, group in _by(rows, "所在党支部"):
        _line(sheet, f"一、{branch}", 11)
        for cell, members in _by(group, "所在党小组"):
            sheet.append([f"（一）{cell}"])
            for one in members:
                sheet.append([one["姓名"], one["性别"], one["身份证号"],
                              _SHORT[one["党员类型"]], one["人员类别"], _month(one["入党时间"]),
                              one["职务"], one["联系电话"], one["工作单位"], one["报到时间"],
                              one["包联户"]])  # fmt: skip
    book.save(path)


def said_once(path: Path, rows: list[Person]) -> None:
    """Branch and cell stand once, with blanks below that are not merged; unit and job together."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["党员花名册"])
    sheet.append(["支部", "楼栋党小组", "序号", "姓名*", "身份证号*", "联系电话*", "党员类型*",
                  "人员类别", "入党时间", "职务", "工作单位及职务", "报到时间",
                  "包联户（楼-单元-户）"])  # fmt: skip
    for branch, group in _by(rows, "所在党支部"):
        for cell, members in _by(group, "所在党小组"):
            for n, one in enumerate(members):
                first = n == 0
                head = first and one is group[0]
                unit = f"{one['工作单位']} 干部" if one["工作单位"] else None
                sheet.append([branch if head else None, cell if first else None, n + 1,
                              one["姓名"], one["身份证号"], one["联系电话"],
                              _SHORT[one["党员类型"]], one["人员类别"], _month(one["入党时间"]),
                              one["职务"], unit, one["报到时间"], one["包联户"]])  # fmt: skip
    book.save(path)


GENERATORS: tuple[Callable[[Path, list[Person]], None], ...] = (
    by_sheets, in_sections, ticked, merged, mixed, by_contents, under_lines, said_once,
)  # fmt: skip
