"""The dev list of services as other offices would have written it."""

from itertools import groupby
from pathlib import Path
from typing import Any

import openpyxl

from tests.wenming_desktop.party import ledgers


def records(folder: Path = ledgers.DEV) -> list[tuple[Any, ...]]:
    """The rows of the list of services: day, name, phone, post, content, hours, people."""
    sheet = openpyxl.load_workbook(folder / ledgers.SERVICES).active
    assert sheet is not None
    return list(sheet.iter_rows(min_row=2, values_only=True))


def records_told(path: Path, rows: list[tuple[Any, ...]]) -> None:
    """A title, numbers with their words, days with dots."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["槐荫里社区党员志愿服务登记台账"])
    sheet.merge_cells("A1:H1")
    sheet.append(
        [
            "序号",
            "志愿者",
            "联系方式",
            "参加活动日期",
            "服务岗位类别",
            "做了什么",
            "服务时长（小时）",
            "服务对象",
        ]
    )
    for n, one in enumerate(rows, 1):
        day = f"{one[0]:%Y.%m.%d}"
        sheet.append([n, *one[1:3], day, *one[3:5], f"{one[5]}小时", f"{one[6]}人次"])
    book.save(path)


def records_by_month(path: Path, rows: list[tuple[Any, ...]]) -> None:
    """One sheet a month, days as one speaks, columns turned round."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for month, group in groupby(sorted(rows, key=lambda row: row[0]), key=lambda row: row[0].month):
        sheet = book.create_sheet(f"{month}月份")
        sheet.append(
            [
                "受益人次",
                "服务时数",
                "服务事项",
                "所在岗位",
                "服务时间",
                "手机号码",
                "党员姓名",
                "登记人",
            ]
        )
        for one in group:
            sheet.append(
                [
                    one[6],
                    one[5],
                    one[4],
                    one[3],
                    f"{one[0].year}年{one[0].month}月{one[0].day}日",
                    one[2],
                    one[1],
                    "",
                ]
            )
    book.save(path)


def records_in_groups(path: Path, rows: list[tuple[Any, ...]]) -> None:
    """A head of two rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["党员", "", "服务情况", "", "", "", "成效"])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:F1")
    sheet.append(["姓名", "电话", "日期", "岗位", "内容", "时长(h)", "服务人数"])
    for one in rows:
        sheet.append([one[1], one[2], one[0], *one[3:7]])
    book.save(path)


RECORDS = (records_told, records_by_month, records_in_groups)
