"""A hotline's list as it comes: a title, a head in two rows, merged cells, our columns empty."""

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill

TITLE = "12345政务服务热线转办单（2026年3月9日）"
HEAD = (
    *("序号", "工单编号", "转办时间", "要求办结时间", "来电人", "联系电话", "诉求内容", "事发地址"),
    *("承办单位", "经办人", "联系电话", "办理结果", "是否解决", "办结时间", "满意度", "备注"),
)
AT = {name: at for at, name in reversed(list(enumerate(HEAD)))}
SENT, DUE = datetime(2026, 3, 9, 8, 40), datetime(2026, 3, 10, 12, 0)
ORDERS = (
    ("DH20260309001", "王秀兰", "13900000001", "家里暖气不热。", "一院3号楼2单元501"),
    ("DH20260309002", "李福生", "13900000002", "楼道堆放杂物。", "一院12号楼1单元"),
    ("DH20260309003", "赵桂英", "13900000003", "路灯不亮，晚上看不见。", "一院门口"),
)


def rows() -> list[list[Any]]:
    """The cells of the sheet from its first row."""
    blank = [None] * (len(HEAD) - 8)
    body = [
        [n, number, SENT, DUE, name, phone, content, place, *blank]
        for n, (number, name, phone, content, place) in enumerate(ORDERS, start=1)
    ]
    return [[TITLE], list(HEAD), *body, ["填表人：值班员"]]


def workbook(path: Path) -> Path:
    """The list with the looks of an office."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "转办单"
    for row in rows():
        sheet.append(row)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEAD))
    sheet["A1"].font = Font(name="SimHei", size=18, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center")
    for cell in sheet[2]:
        cell.fill = PatternFill("solid", fgColor="DDEBF7")
    sheet.column_dimensions["G"].width = 42
    sheet.row_dimensions[1].height = 30
    sheet.freeze_panes = "C3"
    for row in range(3, 6):
        for column in (3, 4):
            sheet.cell(row, column).number_format = "yyyy/m/d h:mm"
    second = book.create_sheet("说明")
    second["A1"] = "请于期限内反馈。"
    book.save(path)
    return path
