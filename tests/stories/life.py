"""A day of an office through its services, all texts of it bearing one canary."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import openpyxl

from wenming_desktop.cards.model import Deliver, Receive, Replace, TakeBack
from wenming_desktop.cards.queries import print_run
from wenming_desktop.cards.service import (
    deliver,
    issue_cards,
    lost,
    mark_printed,
    receive,
    replace,
    take_back,
    void,
)
from wenming_desktop.fields.identity import check_digit
from wenming_desktop.places.service import EstateSheet, GridSheet, save_estates, save_grids
from wenming_desktop.security.service import reveal
from wenming_desktop.settings.staff import StaffMember, Unit, save_staff, save_units
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import (
    correct,
    do_step,
    open_ticket,
    undo_opening,
    void_ticket,
)
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.batches import undo_batch
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions
from wenming_desktop.workbooks.residents_out import ExportResidents, export_residents

_BODY = "63010019580312073"
HEADS = (
    "小区", "楼号", "单元", "房号", "户主", "姓名", "与户主关系", "身份证号", "联系电话",
    "工作单位", "特殊人群", "备注",
)  # fmt: skip


@dataclass(frozen=True)
class Canary:
    """Values that stand nowhere else in the world: whoever reads one reads the register."""

    name: str = "阚纳荔"
    number: str = _BODY + check_digit(_BODY)
    phone: str = "13900007391"
    remark: str = "喜鹊画眉金丝雀"
    complaint: str = "鹦鹉啄坏了楼道的灯"
    place: str = "鸽子楼后门"

    @property
    def all(self) -> tuple[str, ...]:
        return (self.name, self.number, self.phone, self.remark, self.complaint, self.place)


CANARY = Canary()


def ledger(path: Path, people: int = 3, bird: Canary = CANARY) -> Path:
    """A ledger of people whose first is the canary, each with a home."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADS)
    first = ("槐荫一院", "3", "2", "501", bird.name, bird.name, "户主", bird.number, bird.phone)
    sheet.append((*first, bird.remark, "独居", bird.remark))
    for at in range(1, people):
        name = f"王{'甲乙丙丁戊己庚辛壬癸'[at % 10]}{at // 10 or ''}"
        sheet.append(("槐荫一院", "3", "1", str(100 + at), name, name, "户主", *[""] * 5))
    book.save(path)
    return path


def settle(desk: Desk) -> None:
    """Who works here and where."""
    desk.write(save_staff, (StaffMember("梁志勇", ("网格员",), "8801 2003"),))
    desk.write(save_units, (Unit("物业", "8801 4400", (("何建平", "8801 4401"),)),))
    desk.write(save_estates, (EstateSheet("槐荫一院", buildings=(("3", 2, 6, 24),)),))
    desk.write(save_grids, (GridSheet("03", "第三网格", "梁志勇", "", (("槐荫一院", "3"),)),))


def call(bird: Canary = CANARY) -> OpenTicket:
    """The canary calls."""
    return OpenTicket(
        source="01",
        category="0101",
        location_text=bird.place,
        content=bird.complaint,
        title=bird.complaint,
        complainant_name=bird.name,
        complainant_phone=bird.phone,
        complainant_address=bird.place,
    )


def tickets(desk: Desk, bird: Canary = CANARY) -> None:
    """Calls that are worked on, taken back and voided."""
    ticket = desk.write(open_ticket, call(bird))
    unit = TakeStep(ticket, "DSP", handling_unit="物业", handler="何建平", reason=bird.remark)
    desk.write(do_step, unit)
    desk.write(correct, ticket)
    desk.write(do_step, unit)
    desk.write(do_step, TakeStep(ticket, "SGN"))
    desk.write(do_step, TakeStep(ticket, "FIN", result=bird.complaint * 3, outcome="1"))
    desk.write(undo_opening, desk.write(open_ticket, call(bird)))
    desk.write(void_ticket, desk.write(open_ticket, call(bird)), f"{bird.name}说的")


def cards(desk: Desk, bird: Canary = CANARY) -> None:
    """Cards of three households on all their ways."""
    count = desk.write(issue_cards)
    ids = tuple(range(1, count + 1))
    desk.write(mark_printed, ids, desk.read(print_run, ids))
    today = date(2026, 11, 20)
    desk.write(deliver, Deliver(ids, on=today - timedelta(days=1)))
    desk.write(take_back, TakeBack(ids[1:2], note=bird.remark))
    desk.write(receive, Receive(ids[:1], bird.name, "本人"))
    desk.write(lost, ids[:1], bird.remark)
    desk.write(replace, Replace(ids[:1], "7", bird.remark))
    desk.write(void, ids[2:3], f"{bird.name}搬走")


def live(desk: Desk, folder: Path, bird: Canary = CANARY) -> None:
    """Everything an office does with people, calls, cards, exports; then take some back."""
    settle(desk)
    file = ledger(folder / "台账.xlsx", bird=bird)
    batch = import_file(desk, "residents", file, ImportOptions()).batch
    assert batch is not None
    desk.write(reveal, "resident", 1, "id_number", "核对证件")
    tickets(desk, bird)
    cards(desk, bird)
    export_residents(desk, ExportResidents(folder / "导出.xlsx", full=True, reason="街道要"))
    desk.write(undo_last_act)
    desk.write(undo_batch, batch)
