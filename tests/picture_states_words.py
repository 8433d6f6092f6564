"""States of what stands around a ticket: ready words, routes, words of callers, rectifications."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from tests.picture_hand import Studio, wait_for, window_on
from ui.settings.page import SettingsPage
from ui.tickets.rectification.act_dialog import ActDialog
from ui.tickets.rectification.item_dialog import ItemDialog
from ui.tickets.rectification.window import RectificationWindow
from ui.tickets.replies import ReplyList
from wenming_desktop.rectification.choices import begin_item, until
from wenming_desktop.rectification.listing import listing
from wenming_desktop.rectification.model import NewItem
from wenming_desktop.rectification.service import add_item, item_lines, item_sheet
from wenming_desktop.tickets.replies import replies

ITEMS: Final = (
    ("文澜路菜场西口", "占道经营，店外堆放货物", "市容管理中队", "夏峰", 0),
    ("槐荫一院 3号楼车棚", "车棚内堆放旧家具，占用通道，飞线充电 2 处", "裕和物业", "贾涛", 1),
    ("槐荫二院 1号楼西侧", "外墙皮脱落，有坠落危险，下方没有围挡", "裕和物业", "贾涛", 4),
)


def _section(key: str) -> Callable[[Studio], QWidget]:
    def shown(studio: Studio) -> QWidget:
        window = window_on(studio, "settings")
        page = window.page()
        assert isinstance(page, SettingsPage)
        page.open_section(key)
        return window

    return shown


def _listed(studio: Studio) -> RectificationWindow:
    jobs = studio.services.jobs
    desk = jobs._desk
    if not desk.read(item_lines):
        due = desk.read(begin_item).deadline
        for place, problem, unit, person, days in ITEMS:
            at = until(due + timedelta(days=days))
            desk.write(add_item, NewItem(place, problem, unit, person, at, "13900005531"))
    window = RectificationWindow(studio.services, window_on(studio, "tickets").page())
    window.bring()
    wait_for(lambda: window.pane.sheet)
    return window


def rectification(studio: Studio) -> QWidget:
    """The list with an item in hand."""
    return _listed(studio)


def rectification_new(studio: Studio) -> QWidget:
    """A new item, what is missing said beside its fields."""
    dialog = ItemDialog(studio.services.jobs)
    dialog.begin()
    wait_for(dialog.isVisible)
    dialog.submit()
    return dialog


def rectification_act(studio: Studio) -> QWidget:
    """What was put right, to be written down."""
    window = _listed(studio)
    desk = studio.services.jobs._desk
    sheet = desk.read(item_sheet, desk.read(listing).lines[0].id)
    window.hide()
    dialog = ActDialog(studio.services.jobs, None, sheet, "done")
    dialog.bring()
    return dialog


def reply_list(studio: Studio) -> QWidget:
    """The ready words of a step."""
    found = ReplyList(None)
    found.bring(studio.services.jobs._desk.read(replies, "FIN"))
    return found


STATES: Final[dict[str, Callable[[Any], QWidget]]] = {
    **{f"settings_{key}": _section(key) for key in ("replies", "routing", "words", "photos")},
    "rectification": rectification,
    "rectification_new": rectification_new,
    "rectification_act": rectification_act,
    "reply_list": reply_list,
}
OWN_SIZE: Final = frozenset(
    {"rectification", "rectification_new", "rectification_act", "reply_list"}
)
