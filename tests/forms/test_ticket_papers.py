"""反馈单, 移交单/吹哨单 and 整改通知单 on paper: what they say, whom they hide, what is kept."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.conftest import NOW, Clock
from tests.forms import reading
from tests.forms.test_service_card import HOSTILE
from tests.forms.ticket_papers import jpeg, with_photos
from tests.make import Office as Maker
from tests.make_whistle import cell
from tests.ui.tickets_place import RESULT, call, step
from wenming_desktop.archive.queries import paper as kept_paper
from wenming_desktop.evidence.model import AddPhotos, Owner, Picture
from wenming_desktop.evidence.service import add_photos
from wenming_desktop.forms import rectification_notice, ticket_feedback, transfer_slip
from wenming_desktop.forms.face import face_of, facts_of
from wenming_desktop.forms.gather_rectification import gather_notice
from wenming_desktop.forms.gather_ticket_papers import (
    NotFinishedError,
    NotHandedOverError,
    gather_feedback,
    gather_slip,
)
from wenming_desktop.forms.photo_paper import PRINTED, for_print
from wenming_desktop.forms.transfer_slip import WHISTLE
from wenming_desktop.papers.archive import keep, shown
from wenming_desktop.papers.tickets import DrawTicketPaper, draw_ticket_paper
from wenming_desktop.rectification.model import Move, NewItem
from wenming_desktop.rectification.service import act, add_item
from wenming_desktop.work import Desk

ANSWER, SLIP = ticket_feedback.sample(), transfer_slip.sample()
NOTICE = rectification_notice.sample()
CALLER = {"complainant_name": "陈国栋", "complainant_phone": "13900005530"}


def squeezed(text: str) -> str:
    return "".join(text.split())


def read(pdf: bytes) -> str:
    return squeezed(reading.text(pdf))


# what stands on the sheets


def test_the_answer_says_what_was_done_and_both_halves_bear_the_number() -> None:
    pdf = ticket_feedback.draw(ANSWER)
    said = read(pdf)
    assert "尊敬的陈国栋先生：" in said
    assert f"您于2026年11月15日反映的“{squeezed(ANSWER.title)}”，已由{ANSWER.unit}办理" in said
    assert squeezed(ANSWER.result) in said
    assert "可于7日内致电88012200或88012345（监督热线）" in said
    assert "☐满意☐基本满意☐不满意" in said
    _above, _, stub = said.partition("沿此线撕下存根")
    assert ANSWER.ticket_no in stub
    assert said.count(ANSWER.ticket_no) == 3
    assert [code.text for code in reading.codes(pdf)] == [ANSWER.ticket_no]


def test_a_confidential_answer_names_nobody() -> None:
    said = read(ticket_feedback.draw(replace(ANSWER, is_confidential=True, called="居民")))
    assert ANSWER.name not in said
    assert "尊敬的居民：" in said
    assert "已保密" in said


def test_a_long_answer_takes_a_sheet_of_its_own_and_stays_whole() -> None:
    result = "先到现场查看，再请物业清理。" * 71
    pdf = ticket_feedback.draw(replace(ANSWER, result=result))
    assert (pdf.pages, pdf.cut) == (2, ())
    assert result in read(pdf)
    smallest = min(char.h for char in reading.chars(pdf, 1) if char.text == "现")
    assert smallest > 2.5, "a resident can read it"


def test_a_slip_hands_over_or_calls_for_help() -> None:
    given_away = read(transfer_slip.draw(SLIP))
    whistled = read(transfer_slip.draw(replace(SLIP, kind=WHISTLE, to="3号楼党小组", needed=4)))
    assert "诉求移交单" in given_away
    assert f"移交给{SLIP.to}" in given_away
    assert "☐接收办理☐不属本单位职责，退回" in given_away
    assert "吹哨报到单" in whistled
    assert "3号楼党小组（要4人）" in whistled
    assert "☐派人到场☐不能到场" in whistled
    for said in (given_away, whistled):
        for part in (SLIP.matter, SLIP.place, SLIP.content, SLIP.asked, "11-1909:20"[:5]):
            assert squeezed(part) in said
        assert said.partition("沿此线撕下回执")[2].count(SLIP.ticket_no) == 1


def test_a_confidential_slip_hides_who_called() -> None:
    said = read(transfer_slip.draw(replace(SLIP, is_confidential=True)))
    assert SLIP.complainant not in said
    assert "5530" not in said
    assert said.count("已保密") == 2


def test_a_notice_a_stub_and_a_receipt_bear_one_number() -> None:
    pdf = rectification_notice.draw(NOTICE)
    said = read(pdf)
    assert pdf.pages == 2
    assert said.count(NOTICE.notice_no) == 3
    assert "整改期限2026年11月23日17时" in said
    assert "逾期未改将督办并计入考核。" in said
    assert "☐通过☐不通过" in said
    for page in (1, 2):
        assert [code.text for code in reading.codes(pdf, page)] == [NOTICE.notice_no]


def test_photos_stand_whole_in_their_boxes_and_a_tall_one_in_the_middle() -> None:
    assert [len(reading.masks(with_photos(), page)) for page in (1, 2)] == [2, 1]
    tall = rectification_notice.draw(replace(NOTICE, notice_no="", before=(jpeg(300, 600),)))
    reading.check(tall)
    (found,) = reading.masks(tall)
    assert found.w == pytest.approx(30, abs=0.2)
    assert found.h == pytest.approx(60, abs=0.2)
    assert found.middle[0] == pytest.approx(35 + 40, abs=0.2)


def test_a_photo_for_paper_is_small_enough_to_be_kept_with_it() -> None:
    picture = Image.effect_noise((1600, 1200), 60).convert("RGB")
    made = BytesIO()
    picture.save(made, "JPEG", quality=95)
    small = for_print(made.getvalue())
    with Image.open(BytesIO(small)) as again:
        assert max(again.size) == PRINTED
    assert len(small) < len(made.getvalue()) / 3
    assert for_print(jpeg()) == jpeg()


# any words at all


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_any_value_stays_text_inside_its_sheet(value: str) -> None:
    words = {"office": value, "unit": value, "handler": value, "title": value, "result": value}
    sheets = (
        ticket_feedback.draw(replace(ANSWER, name=value, **words)),
        transfer_slip.draw(
            replace(SLIP, to=value, matter=value, content=value, done=value, asked=value, by=value)
        ),
        rectification_notice.draw(
            replace(NOTICE, unit=value, person=value, problem=value, standard=value, done=value)
        ),
    )
    for pdf in sheets:
        reading.check(pdf)
        sizes = (148, 210) if pdf is sheets[0] else (210, 297)
        for page in range(1, pdf.pages + 1):
            for char in reading.chars(pdf, page):
                assert 0 < char.x < sizes[0]
                assert 0 < char.y < sizes[1]


@settings(max_examples=12, deadline=None)
@given(st.text("汉字𠮷龘 ，。（）ab1\n", min_size=0, max_size=900))
def test_an_answer_is_never_cut(words: str) -> None:
    assert not ticket_feedback.draw(replace(ANSWER, result=words)).cut


# from the data file


def finished(desk: Desk, clock: Clock, **more: object) -> int:
    Maker(desk, clock).unit()
    ticket = call(desk, clock, "井盖响", **{**CALLER, **more})
    clock.now += timedelta(hours=1)
    step(desk, ticket, "DSP", handling_unit="裕和物业", handler="贾涛")
    step(desk, ticket, "SGN")
    step(desk, ticket, "PRG", reason="现场看过，井盖变形。")
    step(desk, ticket, "FIN", result=RESULT, outcome="1")
    return ticket


def test_an_answer_is_printed_once_the_result_is_approved(desk: Desk, clock: Clock) -> None:
    ticket = finished(desk, clock)
    with pytest.raises(NotFinishedError, match="没有结果可以反馈"):
        desk.read(gather_feedback, ticket)
    step(desk, ticket, "APV")
    facts = desk.read(gather_feedback, ticket)
    assert (facts.name, facts.called, facts.unit) == ("陈国栋", "居民", "裕和物业")
    assert (facts.result, facts.handler) == (RESULT, "贾涛")
    assert (facts.office_phone, facts.hotline) == ("8801 2000", "8801 2110")


@pytest.mark.parametrize("hidden", ["is_confidential", "is_anonymous"])
def test_who_is_hidden_is_on_no_answer(desk: Desk, clock: Clock, hidden: str) -> None:
    ticket = finished(desk, clock, **{hidden: True})
    step(desk, ticket, "APV")
    assert "陈国栋" not in read(ticket_feedback.draw(desk.read(gather_feedback, ticket)))


def test_a_slip_follows_the_whistle_then_the_transfer(desk: Desk, clock: Clock) -> None:
    group, _ = cell(desk, "3号楼党小组", ["孙福顺"])
    ticket = call(desk, clock, "楼顶搭彩钢房", **CALLER)
    with pytest.raises(NotHandedOverError, match="还没有移交，也没有吹哨"):
        desk.read(gather_slip, ticket)
    step(desk, ticket, "DSP", handling_unit=Maker(desk, clock).unit())
    step(desk, ticket, "SGN")
    clock.now += timedelta(minutes=5)
    step(desk, ticket, "COH", cell=group, needed=2, reason="请来劝停")
    slip = desk.read(gather_slip, ticket)
    assert (slip.kind, slip.to, slip.needed, slip.asked) == (WHISTLE, "3号楼党小组", 2, "请来劝停")
    clock.now += timedelta(minutes=5)
    step(desk, ticket, "TRF", to_unit="街道执法队", reason="社区没有拆除权限")
    slip = desk.read(gather_slip, ticket)
    assert (slip.kind, slip.to, slip.asked) == ("移交", "街道执法队", "社区没有拆除权限")
    assert "签收" in slip.done
    assert (slip.complainant, slip.phone) == ("陈某某", "139****5530")


def test_a_slip_says_outside_neither_who_called_nor_his_number(desk: Desk, clock: Clock) -> None:
    said = "陈国栋说楼顶搭彩钢房，回电 13900005530 或 13900005531。"
    ticket = call(desk, clock, said, title="陈国栋反映搭建", **CALLER)
    step(desk, ticket, "TRF", to_unit="街道执法队", reason="请联系陈国栋 13900005530")
    paper = read(transfer_slip.draw(desk.read(gather_slip, ticket)))
    assert "陈国栋" not in paper
    assert "000055" not in paper
    assert "139****5530" in paper
    assert "陈某某说楼顶搭彩钢房" in paper


def test_a_notice_carries_its_photos_and_is_kept_with_them(desk: Desk, clock: Clock) -> None:
    ticket = call(desk, clock, "车棚堆物")
    item = desk.write(
        add_item,
        NewItem("车棚", "堆放杂物", "裕和物业", "贾涛", NOW + timedelta(days=3), ticket_id=ticket),
    )
    before = Picture("a.jpg", jpeg(colour="#112233"), jpeg(32, 24))
    shows = "车棚北头堆着旧家具"
    desk.write(add_photos, AddPhotos(Owner("ticket", ticket), "before", (before,), shows))
    facts = desk.read(gather_notice, item)
    assert (facts.before, facts.after) == ((before.jpeg,), ())
    assert (facts.before_words, facts.after_words) == ((shows,), ())
    assert facts.notice_no.startswith("ZG202611")
    after = Picture("b.jpg", jpeg(colour="#445566"), jpeg(32, 24))
    desk.write(add_photos, AddPhotos(Owner("rectification_item", item), "after", (after,)))
    desk.write(act, Move(item, "done", note="清走了"))
    desk.write(act, Move(item, "pass"))
    paper = draw_ticket_paper(desk, DrawTicketPaper("rectification_notice", item))
    assert (paper.facts.done, paper.facts.passed, paper.facts.after) == (
        "清走了",
        True,
        (after.jpeg,),
    )
    assert shows in reading.text(paper.pdf)
    kept = keep(desk, paper)
    assert desk.read(kept_paper, kept).listed.number == facts.notice_no
    again = shown(desk, kept)
    assert reading.text(again) == reading.text(paper.pdf)
    assert [len(reading.masks(again, page)) for page in (1, 2)] == [2, 2], "photo and code"


def test_a_photo_whose_file_is_gone_leaves_its_box_empty(desk: Desk, office_folder: Path) -> None:
    item = desk.write(
        add_item, NewItem("车棚", "堆放杂物", "裕和物业", "贾涛", NOW + timedelta(days=3))
    )
    shot = Picture("a.jpg", jpeg(), jpeg(32, 24))
    desk.write(add_photos, AddPhotos(Owner("rectification_item", item), "before", (shot,)))
    for sealed in (office_folder / "attach").iterdir():
        sealed.unlink()
    assert desk.read(gather_notice, item).before == ()


@pytest.mark.parametrize(
    ("form", "facts"),
    [
        ("ticket_feedback", ANSWER),
        ("transfer_slip", SLIP),
        ("rectification_notice", replace(NOTICE, before=(jpeg(),), passed=False)),
    ],
)
def test_a_kept_face_is_the_paper(form: str, facts: object) -> None:
    assert facts_of(form, json.loads(json.dumps(face_of(facts)))) == facts


def test_the_archive_knows_a_paper_by_its_number(desk: Desk, clock: Clock) -> None:
    ticket = finished(desk, clock)
    step(desk, ticket, "APV")
    paper = draw_ticket_paper(desk, DrawTicketPaper("ticket_feedback", ticket))
    kept = desk.read(kept_paper, keep(desk, paper))
    assert kept.listed.number.startswith("SQ202611")
    assert kept.listed.row == ticket
    assert datetime.fromisoformat(kept.face["finished_at"]) == clock.now
