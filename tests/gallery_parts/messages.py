"""What is told: banners, bars with 撤销, long work, nothing there, tips, menus, feet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QMenu

from tests.gallery_parts.card import card
from ui.common.buttons import Btn, row
from ui.common.frames import Badge, Banner, EmptyState, column, frame
from ui.common.labels import Words
from ui.common.progress_card import ProgressCard
from ui.common.saved_strip import SavedStrip
from ui.common.status_bar import StatusBar
from ui.common.undo_bar import Action, Bar


def banners() -> QFrame:
    """The four tones, a key, an action, a file that was written."""
    box, layout = card("提示条")
    layout.addWidget(Banner("danger", "还有 2 处要改", key="F8"))
    layout.addWidget(Banner("warn", "本楼已有同名住户", Btn("看看", name="look", small=True)))
    layout.addWidget(Banner("ok", "导入完成，新增 14 户"))
    layout.addWidget(Banner("info", "10月数据已锁定"))
    layout.addLayout(row(Badge("ri.wifi-off-line", "不连网也能用", "ok"), None))
    layout.addStretch(1)
    return box


def bars() -> QFrame:
    """Undo bars, a tip, a menu."""
    box, layout = card("撤销条 8 秒、提示、右键菜单")
    undo = Action("撤销", box.update, "Ctrl+Z")
    layout.addWidget(Bar("已删除 1 条走访", "ri.delete-bin-line", undo))
    layout.addWidget(Bar("存不进“10月月报.xlsx”", "ri.error-warning-line", None))
    tip = Words("派给承办单位和经办人　F6", "tip")
    menu = QMenu(box)
    for words, key in (("编辑", "F4"), ("派单", "F6"), ("删除", "Del")):
        menu.addAction(f"{words}\t{key}")
    menu.setActiveAction(menu.actions()[1])
    menu.ensurePolished()
    menu.resize(menu.sizeHint())
    picture = QLabel()
    picture.setPixmap(menu.grab())
    line = row(tip, picture, None)
    for part in (tip, picture):
        line.setAlignment(part, Qt.AlignmentFlag.AlignTop)
    layout.addLayout(line)
    layout.addStretch(1)
    return box


def long_work() -> QFrame:
    """Work that takes a while, and the file it leaves."""
    box, layout = card("等：长任务不挡手；存成了什么")
    work = ProgressCard("gallery_work")
    work.begin("正在生成 211 行表格")
    work.show_step(148, 211, "")
    layout.addWidget(work)
    strip = SavedStrip("gallery_saved")
    strip.setProperty("tone", "ok")
    layout.addWidget(strip)
    strip._words.setText("已存成“10月月报.xlsx”")
    for button in (strip._retry, strip._rename):
        button.hide()
    strip.show()
    return box


def empties() -> tuple[QFrame, ...]:
    """Nothing yet, nothing found, all done, refused."""
    return (
        _empty(
            "first",
            ("台账还是空的", "先把手里的 Excel 台账导进来，表头会自动认。"),
            ("ri.group-line", "ink"),
            (Btn("导入台账", name="e_import", k="pri"), Btn("先加一户", name="e_add")),
        ),
        _empty(
            "found",
            ("没有找到“zxm”", "试试少输一个字母，或用门牌、电话尾号。只查了“独居”里的住户。"),
            ("ri.search-line", "quiet"),
            (Btn("在全部住户里找", name="e_all"),),
        ),
        _empty(
            "done",
            ("今天的事都办完了", "最近一件到期是下周一 17:30。"),
            ("ri.checkbox-circle-line", "ok"),
            (Btn("看下周", name="e_next"),),
        ),
        _empty(
            "locked",
            ("存不进“10月月报.xlsx”", "这个文件正在 WPS 里开着。关掉它再点重试。数据没有丢。"),
            ("ri.lock-line", "danger"),
            (Btn("重试", name="e_retry", k="pri"), Btn("换个名字存", name="e_rename")),
        ),
    )


def _empty(
    name: str, words: tuple[str, str], look: tuple[str, str], offered: tuple[Btn, ...]
) -> QFrame:
    box, layout = card(f"空与错：{words[0]}")
    empty = EmptyState(f"empty_gallery_{name}")
    empty.say(*words, icon=look[0], tone=look[1])
    for button in offered:
        empty.buttons.addWidget(button)
    layout.addWidget(empty)
    return box


def feet() -> QFrame:
    """The foot of a list, of a window of its own, of the program."""
    box, layout = card("底栏：列表、窗口、状态栏")
    foot = frame("foot")
    inner = column(foot, margins=(14, 4, 14, 4))
    dispatch = Btn("派单", name="f_dispatch", icon="ri.send-plane-line", key="F6", small=True)
    inner.addLayout(row(Words("选中 1 件"), dispatch, None, Words("↑↓ 选择　回车打开")))
    layout.addWidget(foot)
    dialog = frame("dlgfoot")
    inner = column(dialog, margins=(16, 10, 16, 10))
    cancel = Btn("取消", name="f_cancel", key="Esc")
    save = Btn("登记并派单", name="f_save", k="pri", key="Ctrl+回车")
    inner.addLayout(row(Words("草稿 10:43 已存", "okay"), None, cancel, save))
    layout.addWidget(dialog)
    status = StatusBar("今天 08:02 已备份到 E 盘")
    status.show_job("导入台账", 148, 211)
    status.show_count("2,346 户·5,872 人")
    layout.addWidget(status)
    return box
