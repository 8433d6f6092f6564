"""The sheets of the month's workbook: numbers stay numbers, words stay words, all print."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from wenming_desktop.fields.text import clean_text
from wenming_desktop.tallies.model import NUMBER_FORMATS, Sheet, Value
from wenming_desktop.tallies.service import MonthReport

TABS = {
    "tickets_overview": "表1 总体情况",
    "tickets_by_grid": "表2 分网格",
    "tickets_by_category": "表3 分类别",
    "tickets_by_leaf": "表3 二级类别",
    "tickets_by_source": "表4 分来源",
    "tickets_quantities": "表3 办理数量",
    "register": "表14 居民户与人口",
    "tickets_checks": "校验",
}
NONE = "—"
LONGEST = 32_767
TITLE_ROW, ABOUT_ROW, HEAD_ROW = 1, 2, 3
CHARTED = "tickets_by_category"
MEANING = (
    ("期初在办、期末在办", "统计期开始、结束那一刻还没有办结的工单，按办理记录回放得出，含挂账。"),
    ("受理", "受理时间在统计期内的工单，含并单；类别、网格、来源按受理时登记的算。"),
    ("重启", "期初已办结、期内因回访不满意或复发重办的工单。"),
    ("办结", "期末已办结、期初没有办结（或期内重启过）的工单；申请办结经审核通过才算。"),
    ("转出", "期内并单、撤单、移交的工单。"),
    ("勾稽关系", "期末在办 = 期初在办 + 受理 + 重启 － 办结 － 转出，逐件相符才算相符。"),
    ("当期办结率", "本期受理且期末已办结 ÷ 本期受理（转出的不计）。"),
    ("累计办结率", "本期办结 ÷（期初在办 + 受理 + 重启 － 转出）。"),
    ("按时办结率", "首轮时限（含同意的延期）落在本期的工单里，按时申请办结并通过的比例。"),
    ("超期未结、超期办结", "期末在办且已过现行时限（挂账不计）；首次办结晚于首轮时限。"),
    ("满意率", "本期最后一次有效评价为满意或基本满意 ÷ 有效评价；拒评、没有接通的不计。"),
    ("满意率（严）", "只算“满意”，“基本满意”不计入分子。"),
    ("解决率", "办结且问题解决 ÷ 办结（不属实的不计）。"),
    (
        "小事不出格",
        "办结的里面，第一次就派给网格、没有再派给别的单位的；占办结 = 小事不出格 ÷ 办结。",
    ),
    ("重办率、退单率", "期内重办 ÷ 期内有办结；期内退单 ÷ 期内派单。"),
    ("平均办理时长", "从受理次日数到最后一次申请办结那天的工作日，按社区的节假日表。"),
    (
        "办理数量",
        "办结时填的数量，按办结的工单加；重办过的只算最后一次办结，撤回、作废的不算。",
    ),
    ("比率", "保留一位小数，四舍五入；没有可比的写“—”，不写 0 或 100%。"),
    ("表扬感谢", "单独计数，不在受理、办结、时效、满意之内。"),
    (
        "总户数、房屋",
        "统计期最后一天在册的户；房屋用途按现在的登记，入户核查率 = 已核用途 ÷ 房屋总数。",
    ),
    ("实有人口、户籍人口", "统计期最后一天住在本社区的人、户口在本社区的人，同一人只算一次。"),
    (
        "人户一致、人户分离",
        "户口和居住在同一户的人；户口、居住都在本社区但不在同一户的是本社区内人户分离。",
    ),
    (
        "关爱对象（去重）",
        "统计期最后一天在册、至少有一种人员类别的人；有几种类别的在各类里都算，合计只算一次。",
    ),
    ("人口变动", "统计期内登记的人口变动；没有办变动、直接改了登记的，列在登记补录、登记核减。"),
)
_LINE = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = PatternFill("solid", fgColor="F2F2F2")
_BOLD, _TITLE, _QUIET = Font(bold=True), Font(bold=True, size=16), Font(color="595959")
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_RIGHT = Alignment(horizontal="right", vertical="center")


def drawn(report: MonthReport) -> bytes:
    """The workbook of a period: a sheet a table, then the checks, then what the words mean."""
    book = Workbook()
    book.properties.creator = clean_text(report.made_by)
    book.properties.title = _title(report)
    book.properties.created = book.properties.modified = report.made_at
    book.remove(book.worksheets[0])
    for sheet in report.sheets:
        page = book.create_sheet(TABS.get(sheet.key, sheet.title[:31]))
        _table(page, sheet, report)
        if sheet.key == CHARTED:
            _chart(page, len(sheet.rows) - 1)
            page.page_setup.fitToHeight = 1  # a chart cut in two says nothing
    _explain(book.create_sheet("说明"), report)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _title(report: MonthReport) -> str:
    return clean_text(f"{report.office.short_name}{report.period.title}统计报表")


def _table(page: Worksheet, sheet: Sheet, report: MonthReport) -> None:
    _top(page, f"{report.period.title}{sheet.title}", (len(sheet.heads), sheet.unit), report)
    for column, head in enumerate(sheet.heads, 1):
        cell = _put(page, HEAD_ROW, column, head, "text")
        cell.font, cell.fill, cell.alignment = _BOLD, _HEAD, _MIDDLE
    for at, (row, formats) in enumerate(zip(sheet.rows, sheet.formats, strict=True), HEAD_ROW + 1):
        for column, (value, kind) in enumerate(zip(row, formats, strict=True), 1):
            cell = _put(page, at, column, value, kind)
            cell.alignment = _LEFT if column == 1 else _RIGHT
            if row[0] == "合计":
                cell.font = _BOLD
    page.row_dimensions[HEAD_ROW].height = 32
    last = HEAD_ROW + len(sheet.rows)
    for at, note in enumerate(sheet.notes, last + 2):
        _words(page, at, 1, note).font = _QUIET
    _widths(page, sheet)
    _set_up(page, report, f"A1:{get_column_letter(len(sheet.heads))}{_end(sheet)}")


def _end(sheet: Sheet) -> int:
    notes = HEAD_ROW + len(sheet.rows) + 1 + len(sheet.notes)
    return notes + (20 if sheet.key == CHARTED else 0)


def _top(page: Worksheet, title: str, table: tuple[int, str], report: MonthReport) -> None:
    wide = max(table[0], 2)
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=wide)
    page.merge_cells(start_row=2, start_column=1, end_row=2, end_column=wide)
    cell = _words(page, TITLE_ROW, 1, title)
    cell.font, cell.alignment = _TITLE, _MIDDLE
    page.row_dimensions[TITLE_ROW].height = 28
    about = f"填报单位：{report.office.short_name}　统计期：{report.period.text}"
    if report.grid:
        about += f"　网格：{report.grid}"
    _words(page, ABOUT_ROW, 1, f"{about}　单位：{table[1]}　{report.mark}").font = _QUIET


def _put(page: Worksheet, row: int, column: int, value: Value, kind: str) -> Any:
    """A framed cell: a number in its format, words as words, a dash for nothing."""
    if isinstance(value, int | float):
        cell: Any = page.cell(row, column, value)
        cell.number_format = NUMBER_FORMATS[kind]
    else:
        cell = _words(page, row, column, NONE if value is None else value)
    cell.border = _BOX
    return cell


def _words(page: Worksheet, row: int, column: int, text: str) -> Any:
    """Text as text, whatever it begins with."""
    cell: Any = page.cell(row, column, clean_text(text)[:LONGEST])
    cell.data_type = "s"
    return cell


def _widths(page: Worksheet, sheet: Sheet) -> None:
    for column in range(len(sheet.heads)):
        # A head may take two lines, a figure never.
        half = (_width(sheet.heads[column]) + 1) // 2
        longest = max([half, *(_width(row[column]) for row in sheet.rows)])
        letter = get_column_letter(column + 1)
        page.column_dimensions[letter].width = min(max(longest + 2, 7), 44)


def _width(value: Value) -> int:
    text = f"{value:+.1f}%" if isinstance(value, float) else str(value or NONE)
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _set_up(page: Worksheet, report: MonthReport, area: str) -> None:
    """A4 landscape, as wide as the table, heads on every page, who made it at the foot."""
    page.freeze_panes = f"B{HEAD_ROW + 1}"
    page.print_title_rows = f"{TITLE_ROW}:{HEAD_ROW}"
    page.print_area = area
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_options.horizontalCentered = True
    who = clean_text(report.made_by, 40).replace("&", "&&")
    foot: Any = page.oddFooter
    foot.left.text = f"填报人：{who}　审核人：　　　　负责人："
    foot.center.text = f"{report.mark}　{report.made_at:%Y-%m-%d %H:%M} 生成"
    foot.right.text = "第 &P 页 共 &N 页"


def _chart(page: Worksheet, rows: int) -> None:
    """Tickets by category, as bars, below the table."""
    if rows < 1:
        return
    first, last = HEAD_ROW + 1, HEAD_ROW + rows
    chart: Any = BarChart()
    chart.type, chart.title, chart.legend = "bar", "各类别受理件数", None
    chart.add_data(
        Reference(page, min_col=2, min_row=HEAD_ROW, max_row=last), titles_from_data=True
    )
    chart.set_categories(Reference(page, min_col=1, min_row=first, max_row=last))
    # As wide as the table, which is what is printed; a column's unit is a fifth of a centimetre.
    wide = sum(column.width for column in page.column_dimensions.values()) * 0.19
    chart.gapWidth, chart.height, chart.width = 40, 9, wide
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines = None
    chart.dataLabels = DataLabelList(showVal=True)
    for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(chart.dataLabels, name, False)
    page.add_chart(chart, f"A{last + 5}")


def _explain(page: Worksheet, report: MonthReport) -> None:
    """Which period, how final, how everything is counted."""
    period = report.period
    about = [
        ("统计期", f"{period.begin:%Y-%m-%d} 至 {period.last_day:%Y-%m-%d}（{period.title}）"),
        ("范围", report.grid or "全社区"),
        ("状态", report.mark),
        ("勾稽", "相符" if report.figures.reconciled else "不符，请看“校验”"),
        ("生成", f"{report.made_by}　{report.made_at:%Y-%m-%d %H:%M}"),
        *(("注意", note) for note in report.notes),
    ]
    _top(page, _title(report), (2, "件、户、人、套"), report)
    _pairs(page, HEAD_ROW, (("项目", "口径"), *about, *MEANING))
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 96
    _set_up(page, report, f"A1:B{HEAD_ROW + len(about) + len(MEANING)}")


def _pairs(page: Worksheet, first: int, pairs: Sequence[tuple[str, str]]) -> None:
    for at, pair in enumerate(pairs, first):
        for column, text in enumerate(pair, 1):
            cell = _put(page, at, column, text, "text")
            cell.alignment = _LEFT
            if at == first:
                cell.font, cell.fill = _BOLD, _HEAD
