"""主要的活: cards for every household, one call taken to the archive, the month counted."""

from datetime import datetime
from pathlib import Path

from wenming_desktop.cards.service import issue_cards
from wenming_desktop.demo import sample
from wenming_desktop.papers.cards import PrintCards, print_cards, print_register
from wenming_desktop.papers.files import save_pdf
from wenming_desktop.papers.forms import PrintForm, print_form
from wenming_desktop.papers.month import print_month
from wenming_desktop.papers.month_book import save_month
from wenming_desktop.tallies.period import Period
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step, open_ticket
from wenming_desktop.work import Desk, Work, use_case

CARD_CALL, COMPLAINT = "04", "3"
SOLVED, REACHED, SATISFIED = "1", "1", "1"


def main_job(desk: Desk, out: Path, now: datetime) -> list[Path]:
    """Do it, and write every paper into `out`; returns the files."""
    period = desk.read(last_full_month, now)
    desk.write(issue_cards)
    cards = out / "服务连心卡.pdf"
    print_cards(desk, PrintCards("10up", "long"), lambda pdf: save_pdf(cards, pdf))
    register = out / "连心卡发放登记册.pdf"
    save_pdf(register, print_register(desk)[0])
    sheet = out / "诉求办理单.pdf"
    save_pdf(sheet, print_form(desk, PrintForm("ticket_sheet", settle_one_ticket(desk))))
    month, workbook = out / f"{period.text}月报.pdf", out / f"{period.text}统计报表.xlsx"
    pdf, report = print_month(desk, period)
    save_pdf(month, pdf)
    save_month(workbook, report)
    return [cards, register, sheet, month, workbook]


def settle_one_ticket(desk: Desk) -> int:
    """A call by service card: registered, dispatched, signed, finished, called back, archived."""
    said = sample.call()
    ticket = desk.write(
        open_ticket,
        OpenTicket(
            source=CARD_CALL,
            category=said["category"],
            location_text=said["place"],
            content=said["text"],
            nature=COMPLAINT,
            complainant_name=said["name"],
            complainant_phone=said["phone"],
        ),
    )
    for step in (
        TakeStep(ticket, "DSP", handling_unit=said["unit"], handler=said["handler"]),
        TakeStep(ticket, "SGN"),
        TakeStep(ticket, "FIN", result=said["result"], outcome=SOLVED),
        TakeStep(ticket, "APV"),
        TakeStep(ticket, "CBK", contact_result=REACHED, satisfaction=SATISFIED),
        TakeStep(ticket, "ARC"),
    ):
        desk.write(do_step, step)
    return ticket


@use_case("demo.month", "查看工单月份", right="tally.read")
def last_full_month(work: Work, now: datetime) -> Period:
    """The newest month before `now` in which tickets were accepted."""
    newest = work.connection.exec_driver_sql(
        "SELECT max(accepted_at) FROM ticket WHERE accepted_at < ?",
        (f"{now:%Y-%m}-01T00:00:00",),
    ).scalar()
    at = datetime.fromisoformat(newest) if newest else now
    return Period.month(at.year, at.month)
