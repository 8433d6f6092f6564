"""What one presses and fills: buttons, fields, chips, rows of a form, days, choices."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionFrame,
    QVBoxLayout,
)
from typing_extensions import override

from tests.gallery_parts.card import card
from ui.common.buttons import Btn, FilterChip, Segment, row
from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.form_row import FormRow
from ui.common.labels import ChipLabel, LampLabel
from ui.common.paint import Chip, Lamp
from ui.common.search_field import SearchField

State = QStyle.StateFlag
POSES = (
    ("平常", State.State_None),
    ("悬停", State.State_MouseOver),
    ("按下", State.State_MouseOver | State.State_Sunken),
    ("焦点", State.State_HasFocus),
)


class _PosedButton(Btn):
    """A button drawn as if the mouse or the cursor were on it."""

    pose = State.State_None

    @override
    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        option.state &= ~(State.State_HasFocus | State.State_MouseOver)
        option.state |= self.pose
        if self.pose & State.State_Sunken:
            option.state &= ~State.State_Raised


class _PosedLine(QLineEdit):
    """A line drawn as if the cursor were in it."""

    pose = State.State_HasFocus

    @override
    def initStyleOption(self, option: QStyleOptionFrame) -> None:
        super().initStyleOption(option)
        option.state |= self.pose


def buttons() -> QFrame:
    """Every kind in every state."""
    box, layout = card("按钮：平常、悬停、按下、焦点、不可用")
    for kind, label in (("", "普通"), ("pri", "主按钮")):
        made: list[QPushButton] = []
        for name, pose in POSES:
            button = _PosedButton(label, name=f"{kind or 'plain'}_{len(made)}", k=kind)
            button.pose = pose
            button.setAccessibleName(f"{label} {name}")
            made.append(button)
        off = Btn(label, name=f"{kind or 'plain'}_off", k=kind)
        off.setEnabled(False)
        layout.addLayout(row(*made, off, None))
    quick = Btn("快速登记", name="quick", icon="ri.phone-line", k="quick", key="F2")
    small = Btn("小号", name="small", icon="ri.edit-line", small=True)
    more = Btn("", name="more", icon="ri.more-2-line", small=True)
    more.setAccessibleName("更多")
    more.setToolTip("更多")
    layout.addLayout(row(quick, Btn("文字按钮", name="text", k="txt"), small, more, None))
    keyed = Btn("保存", name="keyed", k="pri", key="Ctrl+S")
    layout.addLayout(row(Btn("派单", name="dispatch", key="F6"), keyed, None))
    layout.addStretch(1)
    return box


def fields() -> QFrame:
    """Lines, a search, a drop-down, several lines, ticks."""
    box, layout = card("输入框：空、正在填、只读、有错、要看、不可用")
    empty, writing, fixed = _named("空", ""), _PosedLine("正在填"), _named("只读", "只读")
    wrong, odd, off = _named("有错", "137000"), _named("要看", "王秀兰"), _named("不可用", "不可用")
    writing.setAccessibleName("正在填")
    empty.setPlaceholderText("请填写")
    fixed.setReadOnly(True)
    off.setEnabled(False)
    wrong.setProperty("state", "error")
    odd.setProperty("state", "warn")
    layout.addLayout(row(empty, writing, fixed))
    layout.addLayout(row(wrong, odd, off))
    choice, shut = Choice("choice", "下拉"), Choice("shut", "不可用的下拉")
    for one in (choice, shut):
        one.offer([(1, "下拉"), (2, "第二项")])
    shut.setEnabled(False)
    layout.addLayout(row(choice, shut))
    layout.addWidget(SearchField("gallery", "姓名、首字母、门牌"))
    ticks = _ticks()
    layout.addLayout(row(*ticks, None, spacing=12))
    layout.addStretch(1)
    return box


def _named(name: str, text: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setAccessibleName(name)
    return line


def _ticks() -> Sequence[QCheckBox | QRadioButton]:
    made = [QCheckBox("选中"), QCheckBox("没选"), QRadioButton("是"), QRadioButton("否")]
    for one in made:
        one.setAccessibleName(one.text())
    made[0].setChecked(True)
    made[2].setChecked(True)
    return made


def chips() -> QFrame:
    """Chips, filter chips, lamps."""
    box, layout = card("标签与灯（形状、颜色、文字）")
    kinds = (
        ("独居", "elder"),
        ("低保", "poor"),
        ("重病", "ill"),
        ("残疾", "dis"),
        ("留守儿童", "child"),
        ("优抚", "vet"),
        ("党员户", "pty"),
        ("出租", "rent"),
    )
    layout.addLayout(row(*(ChipLabel(Chip(*kind)) for kind in kinds), None, spacing=6))
    states = (("已签收", "ok"), ("待印", "warn"), ("已印待发", "info"), ("遗失", "bad"))
    layout.addLayout(row(*(ChipLabel(Chip(*state)) for state in states), None, spacing=6))
    on, off, shut = (
        FilterChip("on", "筛选"),
        FilterChip("off", "没选"),
        FilterChip("shut", "不可用"),
    )
    on.show_count(68)
    off.show_count(27)
    on.setChecked(True)
    shut.setEnabled(False)
    layout.addLayout(row(on, off, shut, None))
    lamps = (("danger", "超期 2 天"), ("warn", "今天 17:30"), ("ok", "剩 2 天"), ("none", "待派单"))
    layout.addLayout(row(*(LampLabel(Lamp(*lamp)) for lamp in lamps), None, spacing=16))
    layout.addStretch(1)
    return box


def form() -> QFrame:
    """Rows of a form: to be filled, wrong, worth a look, fixed."""
    box, layout = card("表单行：必填、有错、要看、只读")
    name, phone = QLineEdit(), QLineEdit("137000012")
    namesake, age = QLineEdit("张 伟"), QLineEdit("84 岁")
    rows = [
        FormRow("row_name", "姓名", name, required=True),
        FormRow("row_phone", "手机", phone, required=True),
        FormRow("row_namesake", "同住人", namesake),
        FormRow("row_age", "年龄", age),
    ]
    rows[1].show_error("现在 9 位，手机号要 11 位")
    rows[2].show_warning("本楼已有同名住户，是同一人吗？", "看看", box.update)
    rows[3].lock(locked=True)
    rows[3].show_note("由身份证算出来")
    _stack(layout, *rows)
    return box


def days() -> QFrame:
    """Days: empty, told in full, not to be read."""
    box, layout = card("日期：写 3.5、昨天都行，Alt+↓ 打开日历")
    today = date(2026, 11, 20)
    empty, known, wrong = (
        DateField(name, label, lambda: today)
        for name, label in (("day", "走访日期"), ("moved", "入住日期"), ("off", "下次日期"))
    )
    known.put(date(2026, 11, 20))
    wrong.line.setText("2 月 30 日")
    rows = [
        FormRow("row_day", "走访日期", empty, required=True),
        FormRow("row_moved", "入住日期", known),
        FormRow("row_off", "下次日期", wrong),
    ]
    rows[2].show_error("现在写的是“2 月 30 日”，没有这一天")
    _stack(layout, *rows)
    return box


def choices() -> QFrame:
    """A long drop-down found by initials, several lines, joined buttons."""
    box, layout = card("能查的下拉、多行、分段")
    trade = Choice("trade", "承办单位，输入首字母找", searchable=True)
    names = ("供热公司青河所", "裕和物业", "市政管理中队", "市容管理中队", "文澜派出所", "消防网格")
    trade.offer([(name, name) for name in names])
    lines = QPlainTextEdit("家里暖气不热，老人一个人住")
    lines.setAccessibleName("事项")
    lines.setTabChangesFocus(True)
    lines.setFixedHeight(64)
    span, shut = (
        Segment(name, [("m", "月"), ("q", "季"), ("y", "年")]) for name in ("span", "gone")
    )
    shut.setEnabled(False)
    _stack(layout, FormRow("row_trade", "承办单位", trade), FormRow("row_lines", "事项", lines))
    layout.insertLayout(layout.count() - 1, row(span, shut, None))
    return box


def _stack(layout: QVBoxLayout, *rows: FormRow) -> None:
    for one in rows:
        layout.addWidget(one)
    layout.addStretch(1)
