"""What stands on cards, and what is kept of it once printed."""

import json
from dataclasses import replace

import pytest

from db.tables.office import Staff
from db.tables.party import BuildingPartyGroup
from db.tables.places import Building
from tests.conftest import OFFICE
from tests.wenming_desktop.cards.town import Town, change, events, statuses, stored
from wenming_desktop.cards.faces import HOTLINE, contacts, shown_name
from wenming_desktop.cards.model import CardBack, CardFace, Contact, snapshot
from wenming_desktop.cards.queries import card_back, faces, print_run, stale_cards, to_print
from wenming_desktop.cards.refusals import WrongStepError
from wenming_desktop.cards.service import issue_cards, mark_printed, void
from wenming_desktop.errors import NotFoundError
from wenming_desktop.forms import service_card
from wenming_desktop.forms.gather_cards import card_sheets
from wenming_desktop.settings import save_office
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

DUTY = Contact("社区值班", "值班室", "8801 2000")
LEADER = Contact("楼栋党小组长", "孙福顺", "8801 7712")


@pytest.fixture
def cards(desk: Desk, town: Town) -> tuple[int, ...]:
    desk.write(issue_cards)
    return tuple(card.id for card in desk.read(stored))


def test_a_face_in_full(desk: Desk, cards: tuple[int, ...]) -> None:
    assert desk.read(faces, cards[:1]) == (
        CardFace(
            card_no="LXK-03-00001",
            household_name="王秀兰",
            door="槐荫一院 1号楼 1单元 101",
            community="槐荫里社区",
            address="文澜路 18 号",
            slogan="一个电话，上门服务",
            main=Contact("网格员", "梁志勇", "139 0000 2003"),
            lines=(LEADER, DUTY),
            grid="第三网格",
            building="1号楼",
        ),
    )


def test_without_grid_and_cell_the_duty_phone_is_the_main_number(
    desk: Desk, cards: tuple[int, ...]
) -> None:
    (face,) = desk.read(faces, cards[2:3])
    assert (face.main, face.lines, face.grid, face.building) == (DUTY, (), "", "2号楼")


def test_a_worker_who_left_is_not_printed(desk: Desk, town: Town, cards: tuple[int, ...]) -> None:
    desk.write(change, Staff, town.worker, is_active=False)
    (face,) = desk.read(faces, cards[:1])
    assert (face.main, face.lines) == (DUTY, (LEADER,))


def test_no_personal_phone_or_identity_number(
    desk: Desk, town: Town, cards: tuple[int, ...]
) -> None:
    desk.write(change, BuildingPartyGroup, town.group, public_phone=None)
    said = str(desk.read(print_run, cards))
    assert "9999" not in said
    assert "6301001958" not in said
    assert "孙福顺" not in said


@pytest.mark.parametrize(
    ("worker", "leader", "duty", "main", "lines"),
    [
        ("1", "2", "3", "1", "23"),
        ("", "2", "3", "3", "2"),
        ("1", "", "3", "1", "3"),
        ("1", "2", "", "1", "2"),
        ("", "2", "", "2", ""),
        ("", "", "3", "3", ""),
        ("", "", "", HOTLINE.phone, ""),
    ],
)
def test_who_is_called_first(worker: str, leader: str, duty: str, main: str, lines: str) -> None:
    first, below = contacts(Contact("", "", worker), Contact("", "", leader), Contact("", "", duty))
    assert (first.phone, "".join(line.phone for line in below)) == (main, lines)


@pytest.mark.parametrize(
    ("head", "switch", "shown"),
    [
        ("王秀兰", "full", "王秀兰"),
        ("王秀兰", "surname", "王"),
        ("欧阳小满", "surname", "欧阳"),
        ("吐尔逊·买买提", "full", "吐尔逊·买买提"),
        ("吐尔逊·买买提", "surname", ""),
        ("王秀兰", "none", ""),
        (None, "full", ""),
    ],
)
def test_the_name_on_the_card(head: str | None, switch: str, shown: str) -> None:
    assert shown_name(head, switch) == shown


def test_the_office_switch_reaches_the_face(desk: Desk, cards: tuple[int, ...]) -> None:
    desk.write(save_office, replace(OFFICE, card_name="surname"))
    assert [f.household_name for f in desk.read(faces, cards)] == ["王", "欧阳", "陈", ""]


def test_the_back_is_the_offices(desk: Desk) -> None:
    back = desk.read(card_back)
    assert (back.services, back.phones) == (OFFICE.card_services, OFFICE.card_phones)
    assert back.emergency[0] == ("报警", "110")


def test_faces_come_in_the_order_asked_and_none_is_left_out(
    desk: Desk, cards: tuple[int, ...]
) -> None:
    wanted = cards[::-1]
    assert [f.card_no[-1] for f in desk.read(faces, wanted)] == ["4", "3", "2", "1"]
    with pytest.raises(NotFoundError):
        desk.read(faces, (*cards, 99))


def test_what_is_printed_is_not_printed_twice(desk: Desk, cards: tuple[int, ...]) -> None:
    run = desk.read(to_print)
    assert run.ids == cards
    assert desk.write(mark_printed, run.ids, run) == 4
    assert statuses(desk) == ["2"] * 4
    assert desk.read(events, cards[0]) == ["1", "2"]
    assert desk.read(to_print).ids == ()
    assert desk.read(to_print, True).ids == cards
    assert desk.write(mark_printed, ()) == 0
    assert desk.write(mark_printed, cards) == 4


def test_only_one_building_is_printed(desk: Desk, town: Town, cards: tuple[int, ...]) -> None:
    assert desk.read(to_print, False, town.building2).ids == cards[2:]


def test_the_snapshot_is_what_was_on_paper(desk: Desk, town: Town, cards: tuple[int, ...]) -> None:
    run = desk.read(to_print)
    desk.write(change, Staff, town.worker, phone="13900002004")
    desk.write(mark_printed, run.ids, run)
    kept = desk.read(stored)[0].snapshot
    assert kept == json.loads(json.dumps(snapshot(run.faces[0], run.back)))
    assert kept["main"] == ["网格员", "梁志勇", "139 0000 2003"]


def test_a_changed_phone_leaves_the_snapshot_and_makes_the_cards_stale(
    desk: Desk, town: Town, cards: tuple[int, ...]
) -> None:
    desk.write(mark_printed, cards)
    before = desk.read(stored)
    assert desk.read(stale_cards) == ()
    desk.write(change, Staff, town.worker, phone="13900002004")
    assert desk.read(stored) == before
    assert desk.read(stale_cards) == cards[:2]
    desk.write(mark_printed, cards[:1])
    assert desk.read(stale_cards) == cards[1:2]
    desk.write(void, cards[1:2], "换了网格员")
    assert desk.read(stale_cards) == ()


@pytest.mark.parametrize(
    ("change_to", "stale"),
    [
        ({"slogan": "有事您说话"}, False),
        ({"card_services": ("微心愿",)}, False),
        ({"card_phones": (("物业", "8801 4401"),)}, True),
        ({"duty_phone": "8801 2001"}, True),
        ({"address": "文澜路 20 号"}, True),
    ],
)
def test_what_makes_a_card_out_of_date(
    desk: Desk, cards: tuple[int, ...], change_to: dict[str, object], stale: bool
) -> None:
    desk.write(mark_printed, cards)
    desk.write(save_office, replace(OFFICE, **change_to))  # type: ignore[arg-type]
    assert bool(desk.read(stale_cards)) is stale


def test_a_card_not_yet_printed_is_never_stale(
    desk: Desk, town: Town, cards: tuple[int, ...]
) -> None:
    desk.write(change, Building, town.building1, grid_id=None)
    assert desk.read(stale_cards) == ()


def test_undo_of_printing_puts_the_cards_back_to_waiting(
    desk: Desk, cards: tuple[int, ...]
) -> None:
    desk.write(mark_printed, cards)
    desk.write(undo_last_act)
    assert [(c.status, c.snapshot) for c in desk.read(stored)] == [("1", None)] * 4
    assert desk.read(events, cards[0]) == ["1"]
    assert desk.read(to_print).ids == cards


def test_all_or_none(desk: Desk, cards: tuple[int, ...]) -> None:
    desk.write(void, cards[3:], "印错")
    with pytest.raises(WrongStepError, match="LXK-00-00004 现在是“作废”，不能做“打印”"):
        desk.write(mark_printed, cards)
    assert statuses(desk) == ["1", "1", "1", "6"]


def test_a_run_can_be_drawn(desk: Desk, cards: tuple[int, ...]) -> None:
    pdf = service_card.draw(card_sheets(desk.read(to_print), back="long"))
    assert pdf.pages == 2


def test_no_back_given_draws_what_the_office_offers() -> None:
    assert CardBack() == CardBack(heading="这些事，我们上门办")
