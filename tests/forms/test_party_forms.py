"""党员登记卡, 联系卡, 反馈卡 on paper: boxes, ticks, long values, both sides, the pen."""

from dataclasses import replace
from datetime import date

import pytest

from tests.forms import reading
from tests.forms.party_papers import dark_rows, dashed, near, off, palest, squeezed, steps
from tests.forms.reading import Box
from tests.forms.test_service_card import HOSTILE
from wenming_desktop.forms import contact_card, feedback_card, registration_card
from wenming_desktop.forms.face import face_of, facts_of
from wenming_desktop.forms.member_card_facts import (
    ContactCard,
    FeedbackCard,
    FeedbackSheets,
    Flip,
    LinkedHome,
    RegistrationCard,
    RegistrationSheets,
    ServiceLine,
    sample_contact,
    sample_feedback,
    sample_registration,
)
from wenming_desktop.forms.page import missing_glyphs

REGISTRATION, CONTACT, FEEDBACK = sample_registration(), sample_contact(), sample_feedback()
UNIT = "青河市文澜区市场监督管理局知识产权保护与质量发展服务中心（加挂质量强区办公室牌子）"
ADDRESS = "文澜街道槐荫路商业步行街综合改造一期安置小区一院 13号楼 12单元 3402室"
NAME = "阿卜杜拉·吐尔逊·买买提江"
TABLE = 21.0
"""Where the tables of the A5 cards begin, in millimetres from the top."""
RARE = "䶮𬱖㛃𠅤翀"


@pytest.mark.parametrize(("layout", "page"), [("inside", 2), ("back", 1)], ids=["inside", "back"])
def test_the_columns_of_the_contact_card(layout: str, page: int) -> None:
    pdf = contact_card.draw(CONTACT)
    wanted = [row for row in reading.boxes("contact_card") if row["layout"] == layout and row["x"]]
    assert len(wanted) == 5
    assert {row["part"]: off(pdf, row, page) for row in wanted if off(pdf, row, page)} == {}


@pytest.mark.parametrize(("form", "count"), [("registration_card", 16), ("feedback_card", 13)])
def test_boxes_stand_where_the_documents_say(form: str, count: int) -> None:
    drawn = {
        "registration_card": registration_card.draw(REGISTRATION),
        "feedback_card": feedback_card.draw(FEEDBACK),
    }
    wanted = [row for row in reading.boxes(form) if row["x"]]
    assert len(wanted) == count
    found = {row["part"]: off(drawn[form], row) for row in wanted if row["part"] != "照片"}
    assert {part: wrong for part, wrong in found.items() if wrong} == {}


def test_the_picture_has_its_place_beside_four_rows() -> None:
    box = reading.box("registration_card", "front", "照片")
    image = reading.picture(registration_card.draw(REGISTRATION))
    columns = reading.dark_columns(image, 31)
    assert near(columns, box.x) < 0.4
    assert near(columns, box.x + box.w) < 0.4
    rows = [row for row in dark_rows(image, box.x + 1) if row > TABLE]
    assert rows[1] - rows[0] == pytest.approx(box.h, abs=0.4)


def test_seals_have_room_and_are_never_drawn() -> None:
    for form, area, page, pdf in (
        ("contact_card", Box(10, 95, 40, 45), 1, contact_card.draw(CONTACT)),
        ("contact_card", Box(52, 95, 45, 45), 1, contact_card.draw(CONTACT)),
        ("feedback_card", Box(85, 145, 60, 60), 1, feedback_card.draw(FEEDBACK)),
    ):
        wanted = reading.box(form, "back" if form == "contact_card" else "", "seal")
        found = dashed(pdf, area, page)
        assert (found.w, found.h) == pytest.approx((wanted.w, wanted.h), abs=0.4)


def test_the_receipt_is_the_lower_third() -> None:
    pdf = feedback_card.draw(FEEDBACK)
    cut = next(word for word in reading.words(pdf) if word.text == "沿此线撕下回执")
    tear = reading.box("feedback_card", "", "tear")
    assert cut.middle[1] == pytest.approx(tear.y, abs=1)
    below = [word.text for word in reading.words(pdf) if word.y > tear.y + 1]
    for part in ("李䶮", "FK-2026H1-0007）。", "经办人", "电话", "（盖章）"):
        assert part in below


@pytest.mark.parametrize(
    ("pdf", "number"),
    [
        (registration_card.draw(REGISTRATION), REGISTRATION.card_no),
        (contact_card.draw(CONTACT), CONTACT.card_no),
        (feedback_card.draw(FEEDBACK), FEEDBACK.card_no),
    ],
    ids=["registration", "contact", "feedback"],
)
def test_the_number_is_read_by_a_camera_and_as_text(pdf: bytes, number: str) -> None:
    assert [code.text for code in reading.codes(pdf)] == [number]
    assert number in squeezed(pdf)


def test_what_holds_is_ticked_and_nothing_else() -> None:
    text = squeezed(registration_card.draw(REGISTRATION))
    for box in ("☑双报到在职", "☐在册", "☐流入", "☐流出", "☐兼职委员", "☐工作日晚", "☑周末",
                "☑节假日", "☑扶贫帮困与结对", "☑环境卫生监督", "☑应急突击"):  # fmt: skip
        assert box in text
    assert text.count("☑") == 6
    assert squeezed(feedback_card.draw(FEEDBACK)).count("☑优秀") == 2


def test_an_office_with_other_lists_ticks_its_own_words() -> None:
    card = replace(
        REGISTRATION,
        kinds=("在册党员", "挂靠党员"),
        kind="挂靠党员",
        posts=("夜巡岗", "读报岗"),
        claims=("读报岗", "理发"),
        times="晚间",
    )
    text = squeezed(registration_card.draw(card))
    for box in ("☑挂靠", "☐在册", "☐夜巡", "☑读报", "☑理发", "☐周末", "晚间"):
        assert box in text


def test_rare_characters_are_drawn_everywhere() -> None:
    assert missing_glyphs([RARE]) == ()
    drawn = [
        registration_card.draw(replace(REGISTRATION, name=RARE, specialty=RARE)),
        contact_card.draw(replace(CONTACT, name=RARE, secretary=RARE)),
        feedback_card.draw(replace(FEEDBACK, name=RARE, performance=RARE)),
    ]
    for pdf in drawn:
        assert (pdf.missing, pdf.cut) == ((), ())
        assert squeezed(pdf).count(RARE) >= 2


def test_the_longest_values_are_wrapped_whole() -> None:
    promise = "每月看望老人一次，" * 22
    card = replace(
        REGISTRATION, name=NAME, employment=UNIT + "副局长", address=ADDRESS, unit_party=UNIT[:40],
        commitment=promise, cell="槐荫一院3号楼、4号楼、5号楼党小组",
        education="硕士研究生毕业", native_place="新疆维吾尔自治区伊犁哈萨克自治州",
    )  # fmt: skip
    pdf = registration_card.draw(card)
    assert pdf.cut == ()
    text = squeezed(pdf)
    assert text.count("每月看望老人一次") >= 18
    back = feedback_card.draw(
        replace(FEEDBACK, name=NAME, unit=UNIT, performance="带头参加清洁家园，" * 33)
    )
    assert back.cut == ()
    folded = contact_card.draw(
        replace(CONTACT, name=NAME, unit=UNIT, address=ADDRESS, claims=CONTACT.claims * 4)
    )
    assert folded.cut == ()


def test_what_cannot_be_held_at_all_is_reported() -> None:
    pdf = feedback_card.draw(replace(FEEDBACK, unit=UNIT * 6))
    assert len(pdf.cut) == 1
    assert "…" in reading.text(pdf)


@pytest.mark.parametrize(("count", "pages"), [(0, 2), (10, 2), (11, 4), (25, 4)])
def test_every_household_stands_on_the_back(count: int, pages: int) -> None:
    homes = tuple(LinkedHome(f"户主{at:02}", f"一院 3-2-{at:03}") for at in range(count))
    pdf = registration_card.draw(replace(REGISTRATION, homes=homes))
    assert pdf.pages == pages
    text = squeezed(pdf)
    assert [text.count(home.head) for home in homes] == [1] * count


def test_long_running_changes_go_on_behind() -> None:
    changes = tuple((date(2026, 1, at), f"第{at}次变动") for at in range(1, 9))
    pdf = registration_card.draw(replace(REGISTRATION, changes=changes))
    assert pdf.pages == 4
    assert [squeezed(pdf).count(f"第{at}次变动") for at in range(1, 9)] == [1] * 8


@pytest.mark.parametrize(("count", "pages"), [(0, 2), (8, 2), (14, 2), (15, 4), (40, 6)])
def test_fourteen_records_a_sheet(count: int, pages: int) -> None:
    records = tuple(
        ServiceLine(date(2026, 3, 1), f"第{at:02}次服务", 1.5, "3", "林晓燕") for at in range(count)
    )
    pdf = contact_card.draw(replace(CONTACT, records=records))
    assert pdf.pages == pages
    text = squeezed(pdf)
    assert [text.count(line.content) for line in records] == [1] * count
    assert ("第1张，共" in text) == (pages > 2)


def test_the_first_eight_lie_inside_and_the_last_six_behind() -> None:
    records = tuple(ServiceLine(date(2026, 3, 1), f"事{at:02}") for at in range(14))
    pdf = contact_card.draw(replace(CONTACT, records=records))
    inside = [word.text for word in reading.words(pdf, 2) if word.text.startswith("事")]
    behind = [w.text for w in reading.words(pdf, 1) if w.text.startswith("事") and w.x < 105]
    assert (inside, behind) == ([f"事{at:02}" for at in range(8)],
                                [f"事{at:02}" for at in range(8, 14)])  # fmt: skip


def test_a_record_of_two_hundred_words_takes_more_rows_and_loses_none() -> None:
    content = "".join(f"第{at}户上门，" for at in range(10, 43))
    records = (ServiceLine(date(2026, 3, 1), content, 2.0), *CONTACT.records)
    pdf = contact_card.draw(replace(CONTACT, records=records))
    assert pdf.cut == ()
    text = squeezed(pdf)
    # The columns beside it come in between when a row is read across.
    assert sum(f"{at}户" in text for at in range(10, 43)) > 25
    assert all(line.content[:6] in text for line in CONTACT.records[:1])


def test_more_households_than_three_are_counted_and_pointed_to() -> None:
    homes = CONTACT.homes * 2
    assert "共联系6户，其余见登记卡背面" in squeezed(
        contact_card.draw(replace(CONTACT, homes=homes))
    )


@pytest.mark.parametrize(
    ("card", "draft"),
    [(FEEDBACK, False), (replace(FEEDBACK, issued_on=None), True), (FeedbackCard(), False)],
    ids=["issued", "draft", "blank"],
)
def test_only_a_filled_card_that_was_not_issued_is_a_draft(card: FeedbackCard, draft: bool) -> None:
    assert ("草" in reading.text(feedback_card.draw(card))) == draft
    assert FeedbackSheets((card,)).is_draft == draft
    both = reading.text(feedback_card.draw_sheets(FeedbackSheets((card, card))))
    assert ("草" in both) == draft


def test_empty_cards_leave_the_pen_eleven_millimetres() -> None:
    image = reading.picture(registration_card.draw(RegistrationCard()))
    front = steps([row for row in dark_rows(image, 10.5) if row > TABLE])
    assert len(front) == 13
    assert min(front) >= 10.9
    back = reading.picture(registration_card.draw(RegistrationCard()), 2)
    rows = steps(dark_rows(back, 18.5))
    assert sum(step >= 10.9 for step in rows) == 16
    card = dark_rows(reading.picture(feedback_card.draw(FeedbackCard())), 10.5)
    assert min(steps([row for row in card if TABLE < row < 135])) >= 10.9
    assert min(steps([row for row in card if row > 155])) >= 10.9
    records = reading.picture(contact_card.draw(ContactCard()), 2)
    assert sum(step >= 13.9 for step in steps(dark_rows(records, 111.5))) == 8


def test_empty_cards_have_their_days_to_fill_in() -> None:
    for pdf in (
        registration_card.draw(RegistrationCard()),
        contact_card.draw(ContactCard()),
        feedback_card.draw(FeedbackCard()),
    ):
        assert "年月日" in squeezed(pdf)
        assert reading.codes(pdf) == []


@pytest.mark.parametrize("flip", ["short", "long"])
def test_backs_lie_behind_their_own_fronts(flip: Flip) -> None:
    cards = tuple(
        replace(REGISTRATION, name=f"某{at}", card_no=f"DJ-2026-000{at}") for at in range(1, 4)
    )
    pdf = registration_card.draw_sheets(RegistrationSheets(cards, flip))
    assert pdf.pages == 4
    for sheet, here in ((0, cards[:2]), (1, cards[2:])):
        front, back = 2 * sheet + 1, 2 * sheet + 2
        fronts = {code.text: code.middle for code in reading.codes(pdf, front)}
        marks = {word.text: word.middle for word in reading.words(pdf, back)}
        assert set(fronts) == {card.card_no for card in here}
        for card in here:
            x, _ = _behind(marks[card.card_no], flip)
            assert (x < 148.5) == (fronts[card.card_no][0] < 148.5)
        _frames_meet(pdf, (front, back), flip)


def _behind(point: tuple[float, float], flip: Flip) -> tuple[float, float]:
    """Where a point of the back shows on the front: across, the short edge is a side."""
    x, y = point
    return (297 - x, y) if flip == "short" else (x, 210 - y)


def _frames_meet(pdf: bytes, pages: tuple[int, int], flip: Flip) -> None:
    """The outer frames of both sides, within half a millimetre."""
    front, back = (reading.dark_columns(reading.picture(pdf, page), 100.3) for page in pages)
    for edge in (10.25, 138.25):
        assert near(front, edge) < 0.3
        (mapped, _) = _behind((min(back, key=lambda x: abs(_behind((x, 0), flip)[0] - edge)), 0),
                              flip)  # fmt: skip
        at = min(front, key=lambda x: abs(x - edge))
        assert abs(mapped - at) < 0.5


def test_both_ways_of_turning_give_the_same_card() -> None:
    one, two = (
        reading.picture(registration_card.draw_sheets(RegistrationSheets((REGISTRATION,), flip)), 2)
        for flip in ("short", "long")
    )
    same = two.rotate(180).convert("L").tobytes()
    pairs = zip(one.convert("L").tobytes(), same, strict=True)
    assert sum(abs(a - b) < 90 for a, b in pairs) > 0.99 * len(same)


def test_two_cards_of_half_a_year_lie_on_one_sheet() -> None:
    cards = tuple(replace(FEEDBACK, card_no=f"FK-2026H1-000{at}") for at in range(1, 4))
    pdf = feedback_card.draw_sheets(FeedbackSheets(cards))
    assert pdf.pages == 2
    places = {code.text: code.x > 148.5 for page in (1, 2) for code in reading.codes(pdf, page)}
    assert places == {cards[0].card_no: False, cards[1].card_no: True, cards[2].card_no: False}


def test_a_folded_card_turned_over_its_long_edge_is_printed_upside_down_inside() -> None:
    short, long = (contact_card.draw_cards((CONTACT,), flip) for flip in ("short", "long"))
    outside = [reading.picture(pdf, 1, 60).tobytes() for pdf in (short, long)]
    assert outside[0] == outside[1]
    one = reading.picture(short, 2, 60).convert("L").tobytes()
    two = reading.picture(long, 2, 60).rotate(180).convert("L").tobytes()
    assert sum(abs(a - b) < 90 for a, b in zip(one, two, strict=True)) > 0.98 * len(one)


def test_every_word_is_dark_enough_for_a_black_and_white_printer() -> None:
    for pdf in (
        registration_card.draw(REGISTRATION),
        contact_card.draw(CONTACT),
        feedback_card.draw(FEEDBACK),
    ):
        assert palest(pdf) < 100
    # Only the mark of a draft is pale, so that what stands on it is read.
    assert palest(feedback_card.draw(replace(FEEDBACK, issued_on=None))) > 200


@pytest.mark.parametrize(
    ("key", "facts"),
    [
        ("registration_card", REGISTRATION),
        ("registration_card_2up", RegistrationSheets((REGISTRATION,) * 2, "long")),
        ("contact_card", CONTACT),
        ("feedback_card", FEEDBACK),
        ("feedback_card_2up", FeedbackSheets((FEEDBACK,))),
    ],
)
def test_a_kept_card_is_read_back_as_it_was(key: str, facts: object) -> None:
    assert facts_of(key, face_of(facts)) == facts


def test_white_labels_save_toner() -> None:
    grey, white = (
        reading.picture(registration_card.draw_cards((REGISTRATION,), shade=shade), dpi=72)
        for shade in (True, False)
    )
    spot = (round(11 * 72 / 25.4), round(24 * 72 / 25.4))
    assert grey.getpixel(spot) != (255, 255, 255)
    assert white.getpixel(spot) == (255, 255, 255)


def test_hostile_words_never_break_a_card() -> None:
    homes = tuple(LinkedHome(text, text, text, None, text) for text in HOSTILE)
    lines = tuple(ServiceLine(None, text, 1.0, text, text) for text in HOSTILE)
    reading.check(
        registration_card.draw_cards(
            [replace(REGISTRATION, name=text, employment=text, commitment=text, times=text,
                     claims=(text,), homes=homes) for text in HOSTILE]
        )
    )  # fmt: skip
    reading.check(
        contact_card.draw_cards([replace(CONTACT, name=text, homes=homes) for text in HOSTILE])
    )
    reading.check(contact_card.draw(replace(CONTACT, records=lines)))
    reading.check(
        feedback_card.draw_cards(
            [replace(FEEDBACK, name=text, unit=text, performance=text) for text in HOSTILE]
        )
    )
