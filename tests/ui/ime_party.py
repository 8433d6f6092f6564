"""The forms of party work, of whistles and of the three cards, as they are typed into."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from tests import make_register
from tests.make_whistle import cell
from tests.ui import three_cards_place
from tests.ui.ime_world import Form, World, begun, started
from ui.page import Services
from ui.party.cells.cell_dialog import CellDialog
from ui.party.cells.close_dialog import CloseDialog
from ui.party.cells.contact_member import ContactMemberDialog
from ui.party.cells.org_dialog import OrgDialog
from ui.party.cells.post_dialog import EndPostDialog, PostDialog
from ui.party.members.claim_dialog import ClaimDialog
from ui.party.members.dialog import CheckInDialog, MemberDialog
from ui.party.members.leave_dialog import LeaveDialog
from ui.party.members.liaison_dialog import LiaisonDialog
from ui.party.members.steps import FlowDialog
from ui.party.members.unit_dialog import UnitDialog
from ui.party.opinions.dialog import OpinionDialog
from ui.party.opinions.panel import OpinionsPanel
from ui.party.opinions.request_dialog import RequestDialog
from ui.party.page import PartyPage
from ui.party.records.contact_dialog import ContactDialog
from ui.party.records.grid import CardGrid
from ui.party.records.panel import RecordsPanel
from ui.party.records.record_dialog import RecordDialog
from ui.party.records.record_dialog import VoidDialog as RecordVoidDialog
from ui.party.three_cards.contact import ContactDialog as ContactCardsDialog
from ui.party.three_cards.feedback_desk import FeedbackDesk
from ui.party.three_cards.registration import RegistrationDialog
from ui.party.three_cards.step_dialog import ReceiptDialog, SendDialog, VoidPaperDialog
from ui.party.wishes.dialog import WishDialog
from ui.party.wishes.new_dialog import NewWishDialog
from ui.party.wishes.panel import WishesPanel
from ui.tickets.step_panel import StepPanel
from wenming_desktop.opinions.model import RegisterRequest
from wenming_desktop.opinions.service import register as ask_opinion
from wenming_desktop.party import records
from wenming_desktop.party.cells import close_cell
from wenming_desktop.party.gaps_model import GapLine
from wenming_desktop.party.member_detail import member_detail
from wenming_desktop.party.member_model import MemberDetail
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.post_queries import post_page
from wenming_desktop.party.record_model import RecordFilter, RecordRow, TypeIn
from wenming_desktop.party.record_queries import record_page
from wenming_desktop.three_cards.cards import feedback_lines
from wenming_desktop.three_cards.desk_queries import desk_choices
from wenming_desktop.three_cards.feedback import grade_feedback, prepare_feedback
from wenming_desktop.three_cards.orders import GradeFeedback
from wenming_desktop.tickets.board import board_choices
from wenming_desktop.tickets.board_view import ticket_view
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step
from wenming_desktop.tickets.whistle import record_came, whistles_of
from wenming_desktop.tickets.whistle_model import Came
from wenming_desktop.wishes.model import ClaimWish, CollectWish, PublishWish
from wenming_desktop.wishes.service import claim, collect, publish


def _party(w: World) -> QWidget:
    w.office.member()
    page = PartyPage(w.services)
    started(page)
    page.go_search()
    return page


def _cell(w: World) -> QWidget:
    w.office.member()
    return begun(CellDialog(w.jobs), 1)


def _org(w: World) -> QWidget:
    w.office.member()
    return begun(OrgDialog(w.jobs), 4)


def _post(w: World) -> QWidget:
    w.office.member()
    dialog: Any = begun(PostDialog(w.jobs), NodeFilter("4", 4))
    dialog.post.setCurrentIndex(dialog.post.count() - 1)
    dialog.kind.choose("")
    dialog.kind.chosen.emit("")
    return dialog  # type: ignore[no-any-return]


def _end_post(w: World) -> QWidget:
    w.office.member(职务="组长")
    (line,) = w.office.desk.read(post_page, NodeFilter("5", 1), 0, 9)
    return begun(EndPostDialog(w.jobs), line)


def _close_cell(w: World) -> QWidget:
    w.office.member()
    dialog = CloseDialog(w.jobs, close_cell)
    return begun(dialog, 1, "撤销", "以后没有。", date(2026, 11, 20))


def _contact(w: World) -> QWidget:
    w.office.member()
    gap = GapLine("households", w.home(), "槐荫一院 3-2-501", "王秀兰", "")
    return begun(ContactMemberDialog(w.services), gap)


def _member(w: World) -> MemberDetail:
    w.office.member()
    w.home()
    return w.office.desk.read(member_detail, 1)


def _new_member(w: World) -> QWidget:
    w.office.member()
    return begun(MemberDialog(w.services, None))


def _check_in(w: World) -> QWidget:
    w.office.member()
    return begun(CheckInDialog(w.services, None))


def _claim(w: World) -> QWidget:
    member = _member(w)
    return begun(ClaimDialog(w.services, None), member.id, member.name)


def _leave(w: World) -> QWidget:
    return begun(LeaveDialog(w.services, None), _member(w).id)


def _whistled(action: str) -> Callable[[World], QWidget]:
    def opened(w: World) -> QWidget:
        desk = w.office.desk
        _, members = cell(desk, "3号楼党小组", ["孙福顺", "方远"])
        ticket = w.office.ticket("井盖晚上有响声", unit=w.office.unit())
        desk.write(do_step, TakeStep(ticket, "COH", cell="3号楼党小组", members=("方远",)))
        desk.write(do_step, TakeStep(ticket, "SGN"))
        [blown] = desk.read(whistles_of, ticket)
        desk.write(record_came, blown.id, (Came(members[1]),))
        panel = StepPanel(w.services.drafts)
        panel.show_step(desk.read(ticket_view, ticket), action, desk.read(board_choices))
        return panel

    return opened


def _record(w: World) -> int:
    _, members = cell(w.office.desk, "3号楼党小组", ["孙福顺"])
    row = RecordRow(date(2026, 11, 5), "清理楼道", 1.5)
    [made] = w.office.desk.write(records.type_in, TypeIn(members[0], (row,)))
    return made


def _void_record(w: World) -> QWidget:
    _record(w)
    [line] = w.office.desk.read(record_page, RecordFilter(), 0, 1)
    return begun(RecordVoidDialog(w.jobs), line)


def _panel(kind: Any) -> Callable[[World], QWidget]:
    def opened(w: World) -> QWidget:
        w.office.member()
        panel = kind(w.services)
        panel.resize(890, 420)
        panel.show()
        ((home,),) = w.office.rows("SELECT id FROM party_organization WHERE level = '3'")
        panel.show_node("3", home)
        return panel  # type: ignore[no-any-return]

    return opened


def _wish(step: str) -> Callable[[World], QWidget]:
    def opened(w: World) -> QWidget:
        w.home()
        who = make_register.person(w.office.desk, "王秀兰")
        wish = w.office.desk.write(collect, CollectWish(who, "03", "轮椅"))
        if step != "publish":
            w.office.desk.write(publish, PublishWish(wish))
        if step == "fulfil":
            w.office.desk.write(claim, ClaimWish(wish, name="惠民超市"))
        dialog = begun(WishDialog(w.jobs, may_write=True), wish)
        if step == "cancel":
            dialog.findChild(QPushButton, "btn_wish_cancel").click()
        return dialog

    return opened


def _opinion(code: str) -> Callable[[World], QWidget]:
    def opened(w: World) -> QWidget:
        w.office.member()
        ((member,),) = w.office.rows("SELECT id FROM party_member")
        made = w.office.desk.write(ask_opinion, RegisterRequest(member, "1", "区委组织部"))
        dialog = OpinionDialog(w.jobs, None, may_write=True)
        dialog.begin(made)
        dialog.fields.opinion.choose(code)
        dialog.fields.opinion.activated.emit(dialog.fields.opinion.currentIndex())
        return dialog

    return opened


def _three(open_: Callable[[Services], Any], *told: Any) -> Callable[[World], QWidget]:
    """A window of the three cards over a small roster."""

    def opened(w: World) -> QWidget:
        three_cards_place.roster(w.office.desk)
        w.office.desk.write(prepare_feedback, three_cards_place.H1)
        return begun(open_(w.services), *told)

    return opened


def _letter(w: World) -> QWidget:
    window: Any = _three(FeedbackDesk)(w)
    for line in w.office.desk.read(feedback_lines, three_cards_place.H1):
        w.office.desk.write(grade_feedback, GradeFeedback(line.card_id, "1"))
    window.buttons["issue"].click()
    window.tabs.setCurrentIndex(1)
    window.buttons["prepare"].click()
    return window  # type: ignore[no-any-return]


def _receipt(w: World) -> QWidget:
    return begun(ReceiptDialog(None), "1 张反馈卡", w.office.desk.read(desk_choices).today, w.note)


def _sent(w: World) -> QWidget:
    return begun(SendDialog(None), "1 张反馈卡", w.office.desk.read(desk_choices), w.note)


_CELL = NodeFilter("5", 1)

PARTY_FORMS: dict[str, Form] = {
    "party": Form(_party, ("party.lists",)),
    "cell": Form(_cell, ("party.cells.cell_dialog", "party.cells.building_ticks")),
    "org": Form(_org, ("party.cells.org_dialog",), "Ctrl+S"),
    "post": Form(_post, ("party.cells.post_dialog",), "Ctrl+S"),
    "end post": Form(_end_post, ()),
    "close cell": Form(_close_cell, ("party.cells.close_dialog",), "Ctrl+S"),
    "contact member": Form(_contact, ("party.cells.contact_member",)),
    "member": Form(_new_member, ("party.members.form", "party.members.dialog"), "Ctrl+S"),
    "check in": Form(_check_in, (), "Ctrl+S"),
    "claim": Form(_claim, ("party.members.claim_dialog",), "Ctrl+S"),
    "liaison": Form(
        lambda w: begun(LiaisonDialog(w.services, None), _member(w)),
        ("party.members.liaison_dialog",),
    ),
    "leave": Form(_leave, ("party.members.leave_dialog",), "Ctrl+S"),
    "unit": Form(
        lambda w: begun(UnitDialog(w.services, None)), ("party.members.unit_dialog",), "Ctrl+S"
    ),
    "flow": Form(
        lambda w: begun(FlowDialog(w.services, None), _member(w)),
        ("party.members.steps",),
        "Ctrl+S",
    ),
    "whistle": Form(_whistled("COH"), ("tickets.whistle_fields",)),
    "whistle answered": Form(_whistled("ANS"), ("tickets.whistle_person",)),
    "whistle finished": Form(_whistled("FIN"), ()),
    "service card": Form(
        lambda w: begun(CardGrid(w.jobs, w.services.drafts)),
        ("party.records.grid", "party.records.grid_row", "party.records.card_date"),
        "Ctrl+S",
    ),
    "contact": Form(
        lambda w: begun(ContactDialog(w.jobs)), ("party.records.contact_dialog",), "Ctrl+S"
    ),
    "record": Form(
        lambda w: begun(RecordDialog(w.jobs), _record(w)),
        ("party.records.record_dialog",),
        "Ctrl+S",
    ),
    "record void": Form(_void_record, (), "Ctrl+S"),
    "records": Form(lambda w: RecordsPanel(w.services), ("party.records.panel",)),
    "wishes": Form(_panel(WishesPanel), ("party.wishes.panel",)),
    "wish new": Form(
        lambda w: begun(NewWishDialog(w.jobs)),
        ("party.wishes.new_dialog", "party.wishes.area", "party.wishes.person_field"),
        "Ctrl+S",
    ),
    **{
        f"wish {step}": Form(
            _wish(step), ("party.wishes.dialog", "party.wishes.claimant"), "Ctrl+S"
        )
        for step in ("publish", "claim", "fulfil", "cancel")
    },
    "opinions": Form(_panel(OpinionsPanel), ("party.opinions.panel",)),
    "opinion request": Form(
        lambda w: begun(RequestDialog(w.jobs)), ("party.opinions.request_dialog",), "Ctrl+S"
    ),
    **{
        f"opinion {code}": Form(
            _opinion(code), ("party.opinions.fields", "party.opinions.evidence"), "Ctrl+S"
        )
        for code in ("1", "4")
    },
    "registration card": Form(
        _three(RegistrationDialog, _CELL), ("party.three_cards.registration",), "Ctrl+S"
    ),
    "contact cards": Form(_three(ContactCardsDialog, _CELL), ("party.three_cards.contact",)),
    "feedback card": Form(_three(FeedbackDesk), ("party.three_cards.card_side",), "Ctrl+S"),
    "feedback letter": Form(_letter, ("party.three_cards.letter_side",), "Ctrl+S"),
    "feedback receipt": Form(_receipt, ("party.three_cards.step_dialog",), "Ctrl+S"),
    "feedback sent": Form(_sent, ("party.three_cards.step_dialog",)),
    "feedback void": Form(
        lambda w: begun(VoidPaperDialog(None), "1 张反馈卡", w.note),
        ("party.three_cards.step_dialog",),
        "Ctrl+S",
    ),
}
