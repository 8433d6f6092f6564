"""Brings what the cards of the register say into the forms that draw them."""

from collections.abc import Collection

from wenming_desktop.cards.model import PrintRun
from wenming_desktop.cards.queries import delivery_rows
from wenming_desktop.forms.card_facts import CardSheets, Flip, Layout
from wenming_desktop.forms.delivery_register import Delivery, DeliveryRegister
from wenming_desktop.settings import office
from wenming_desktop.work import Work, use_case


def card_sheets(
    run: PrintRun, layout: Layout = "10up", back: Flip | None = None, start: int = 1
) -> CardSheets:
    """A print run as sheets to draw."""
    return CardSheets(run.faces, run.back, layout, back, start)


@use_case("cards.register", "打印发放登记册", right="card.read")
def gather_register(
    work: Work, building: int | None = None, ids: Collection[int] | None = None
) -> DeliveryRegister:
    """The delivery register, of everything printed or of these cards; who prints it and when."""
    sheet = office(work)
    rows = tuple(
        Delivery(
            card_no=row.card_no,
            door=row.door,
            head=row.head,
            issued_on=row.issued_on,
            issued_by=row.issued_by,
            received_by=row.received_by,
            relation=row.relation,
            phone=row.phone,
            remark=row.remark,
        )
        for row in delivery_rows(work, building, ids)
    )
    who = _staff_name(work)
    return DeliveryRegister(
        sheet.short_name or sheet.full_name,
        rows,
        who,
        work.now,
        f"{who} {work.now:%Y-%m-%d %H:%M} 发放签收",
    )


def _staff_name(work: Work) -> str:
    name = work.connection.exec_driver_sql(
        "SELECT name FROM staff WHERE id = ?", (work.actor.staff_id,)
    ).scalar()
    return str(name or work.actor.name)
