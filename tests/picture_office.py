"""What the pictures want of the sample office beyond the sample: one of everything under way."""

from datetime import date

from wenming_desktop.archive import PaperFilter, count_papers
from wenming_desktop.cards import queues
from wenming_desktop.cards.model import CardFilter, Deliver, Receive, Replace
from wenming_desktop.cards.service import deliver, mark_printed, receive, replace
from wenming_desktop.demo import sample
from wenming_desktop.demo.party_life import some_members
from wenming_desktop.opinions.model import RegisterRequest
from wenming_desktop.opinions.service import register as register_request
from wenming_desktop.papers.archive import keep
from wenming_desktop.papers.household import draw_sheet
from wenming_desktop.settings.staff import StaffMember, save_staff
from wenming_desktop.streets.model import ChiefSheet, Line, SignSheet, StreetSheet
from wenming_desktop.streets.service import save_street, sign_made
from wenming_desktop.tickets.intake import Registration
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step, register
from wenming_desktop.work import Desk

WHISTLED = "楼道灯坏了三盏，老人晚上不敢下楼，想请几个人一起换灯、清杂物"
_STREETS = (
    ("槐荫街", "二中路口", "青河桥", 620, "韩雪梅", "8801 2004"),
    ("文澜路", "槐荫街口", "菜场西口", 480, "陶志远", "8801 2005"),
)
_LINES = (
    Line("路段民警", "值班岗", "8801 5110"),
    Line("市容管理", "夏峰", "8801 6010"),
    Line("环卫班组", "作业班", "8801 6020"),
)


def enliven(desk: Desk) -> None:
    """Cards on every stage, a ticket whistled for, two streets, a paper kept, a second request."""
    _cards(desk)
    _streets(desk)
    whistle(desk)
    keep(desk, draw_sheet(desk, 1))
    keep(desk, draw_sheet(desk, 2))
    member = desk.read(some_members, dual=True)[1]
    desk.write(register_request, RegisterRequest(member, "2", "青河区市场监管局"))
    assert desk.read(count_papers, PaperFilter()) > 1


def _cards(desk: Desk) -> None:
    """Printed, carried out, signed for, lost; then the telephone of a grid worker changes."""
    ids = desk.read(queues.card_ids, CardFilter("1"))
    printed = ids[:40]
    desk.write(mark_printed, printed)
    desk.write(deliver, Deliver(printed[:24]))
    for card, name in zip(printed[:12], ("王建军", "刘玉芬", "赵永安") * 4, strict=True):
        desk.write(receive, Receive((card,), name, "02"))
    desk.write(replace, Replace(printed[:2], "7"))
    desk.write(replace, Replace(printed[2:3], "8"))
    grid = next(one for one in sample.grids() if ("文澜苑", "6") in one.buildings)
    worker = next(one for one in sample.staff() if one.name == grid.worker)
    desk.write(save_staff, (StaffMember(worker.name, worker.posts, "8801 2099"),))


def _streets(desk: Desk) -> None:
    for name, start, end, length, chief, phone in _STREETS:
        sign = SignSheet(f"{end}电线杆", lines=_LINES, installed_on=date(2026, 3, 5))
        sheet = StreetSheet(
            name, start, end, length, chief=ChiefSheet(chief, phone, "1"), sign=sign
        )
        desk.write(sign_made, desk.write(save_street, sheet))


def whistle(desk: Desk) -> int:
    """A call whose handler whistled for the members of the building's cell."""
    said = sample.call()
    call = OpenTicket(
        source="02",
        category="0505",
        location_text=said["place"],
        content=WHISTLED,
        complainant_name=said["name"],
        complainant_phone=said["phone"],
    )
    ticket = desk.write(register, Registration(call))
    unit = next(one.name for one in sample.units() if "物业" in one.name)
    asked = "来三个人换灯清杂物"
    for step in (
        TakeStep(ticket, "DSP", handling_unit=unit),
        TakeStep(ticket, "SGN"),
        TakeStep(ticket, "COH", reason=asked, needed=3),
    ):
        desk.write(do_step, step)
    return ticket
