"""The pages of the window, in the order of the rail. A page stands here when it works."""

from collections.abc import Callable
from dataclasses import dataclass

from ui.cards.page import CardsPage
from ui.common.nav import NavEntry
from ui.elevation.page import ElevationPage
from ui.households.page import HouseholdsPage
from ui.imports.page import ImportsPage
from ui.month.page import MonthPage
from ui.page import Page, Services
from ui.party.page import PartyPage
from ui.settings.page import SettingsPage
from ui.tickets.page import TicketsPage
from ui.tidy.page import TidyPage
from ui.today.page import TodayPage


@dataclass(frozen=True)
class PageEntry:
    """A page: how the rail names it, the right it needs, its class."""

    key: str
    title: str
    icon: str
    group: str
    right: str
    page: Callable[[Services], Page]

    def nav(self) -> NavEntry:
        """Return the entry as the rail shows it."""
        return NavEntry(self.key, self.title, self.icon, self.group)


PAGES: tuple[PageEntry, ...] = (
    PageEntry("today", "今日工作台", "ri.calendar-todo-line", "", "ticket.read", TodayPage),
    PageEntry("households", "住户", "ri.group-line", "台账", "register.read", HouseholdsPage),
    PageEntry("elevation", "楼栋图", "ri.building-line", "台账", "register.read", ElevationPage),
    PageEntry("tidy", "数据整理", "ri.survey-line", "台账", "register.read", TidyPage),
    PageEntry("party", "党建", "ri.flag-line", "台账", "party.read", PartyPage),
    PageEntry("cards", "连心卡", "ri.bank-card-line", "台账", "card.read", CardsPage),
    PageEntry(
        "tickets", "诉求工单", "ri.customer-service-2-line", "办理", "ticket.read", TicketsPage
    ),
    PageEntry("month", "月度统计", "ri.bar-chart-2-line", "报表", "tally.read", MonthPage),
    PageEntry("imports", "导入台账", "ri.file-upload-line", "报表", "register.import", ImportsPage),
    PageEntry("settings", "设置", "ri.settings-3-line", "", "settings.read", SettingsPage),
)
