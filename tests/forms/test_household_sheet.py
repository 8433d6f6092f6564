"""居民户信息登记表 and 一户一档 on paper: boxes, every member, long lists, hostile words."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forms import reading
from tests.forms.test_service_card import HOSTILE
from tests.make_register import household, member, number, person, rows
from wenming_desktop.forms import household_record, household_sheet
from wenming_desktop.forms.household_sheet import CONSENT, HouseholdSheet, SheetMember
from wenming_desktop.households.care import end_care, start_care
from wenming_desktop.households.care_model import EndCare, StartCare
from wenming_desktop.life.dossier import household_dossier
from wenming_desktop.life.model import Kind, LifeEvent
from wenming_desktop.life.service import record_event
from wenming_desktop.papers import household as papers
from wenming_desktop.work import Desk

SHEET, RECORD = household_sheet.sample(), household_record.sample()


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture
def home(desk: Desk) -> int:
    made = household(
        desk,
        "501",
        member("王秀兰", number=number("1938-03-14", 28), phone="13900002281"),
        member("李强", "长子", birth="1975-05-06", sex="男", living="否"),
    )
    who = person(desk, "王秀兰")
    desk.write(start_care, StartCare(who, "A02", date(2026, 1, 5), needs="送药"))
    over = desk.write(start_care, StartCare(who, "B01", date(2025, 1, 5)))
    desk.write(end_care, EndCare(over, "收入提高", date(2026, 3, 1)))
    desk.write(record_event, LifeEvent(Kind.HEAD_CHANGE, date(2026, 11, 1), made,
                                       new_head=person(desk, "李强"), basis="户口簿"))  # fmt: skip
    return made


def test_columns_stand_where_the_documents_say() -> None:
    pdf = household_sheet.draw(SHEET)
    image = reading.picture(pdf)
    words = {word.text: word for word in reversed(reading.words(pdf))}
    wanted = reading.boxes("household_sheet")
    assert len(wanted) == 9
    for row in wanted:
        label = words[row["part"]]
        left, width = float(row["x"]), float(row["w"])
        lines = reading.dark_columns(image, label.y - 0.8)
        for edge in (left, left + width):
            assert min(abs(line - edge) for line in lines) < 0.5, (row["part"], edge, lines)
        assert left < label.x
        assert label.x + label.w < left + width


def test_the_sheet_says_everything_and_ticks_what_holds() -> None:
    text = squeezed(reading.text(household_sheet.draw(SHEET)))
    for one in SHEET.members:
        assert one.name.partition("·")[0] in text
        assert one.id_number in text
    assert "☑自住☐出租" in text
    assert "☑家庭户☐集体户" in text
    assert "户籍人数3人常住人数4人" in text
    assert CONSENT.partition("。")[0] in text
    assert "第2页共2页" in text


def test_a_word_of_the_code_list_ticks_its_box() -> None:
    text = squeezed(reading.text(household_sheet.draw(replace(SHEET, usage="商用(住改商)"))))
    assert "☑商用" in text
    assert "☐自住" in text


def test_an_empty_sheet_has_room_for_eight_and_boxes_high_enough_to_write_in() -> None:
    pdf = household_sheet.draw(HouseholdSheet())
    front, back = reading.words(pdf, 1), reading.words(pdf, 2)
    for page in (front, back):
        found = {word.text: word.y for word in page if word.text.isdecimal() and word.x < 33}
        steps = [found[str(at + 1)] - found[str(at)] for at in range(1, 8)]
        assert len(steps) == 7
        assert min(steps) >= 10.9


def test_twenty_members_go_on_over_pages_and_none_is_lost() -> None:
    people = tuple(SheetMember(f"第{at}人", employer=f"{at}号单位") for at in range(1, 21))
    pdf = household_sheet.draw(replace(SHEET, members=people))
    text = squeezed(reading.text(pdf))
    assert pdf.pages >= 3
    for one in people:
        assert text.count(one.name) == 2
        assert one.employer in text


@settings(max_examples=8, deadline=None)
@given(st.sampled_from(HOSTILE), st.sampled_from(["name", "employer", "care", "phone"]))
def test_hostile_words_never_break_the_sheet(text: str, key: str) -> None:
    odd = replace(SHEET.members[0], **{key: text})
    reading.check(household_sheet.draw(replace(SHEET, members=(odd,))))
    lines = ((text,) * 7,)
    reading.check(household_record.draw(replace(RECORD, people=lines, head=text)))


def test_the_record_names_every_part_and_says_where_there_is_nothing() -> None:
    text = squeezed(reading.text(household_record.draw(RECORD)))
    for title in ("人口3", "关怀1", "包联党员1", "连心卡1", "诉求1", "变动记录2"):
        assert title in text
    none = {key.name: () for key in fields(RECORD) if isinstance(getattr(RECORD, key.name), tuple)}
    empty = squeezed(reading.text(household_record.draw(replace(RECORD, **none))))
    assert empty.count("没有") == 6


def test_the_record_of_the_register_is_printed_covered_marked_and_logged(
    desk: Desk, home: int
) -> None:
    pdf = papers.print_record(desk, home)
    text = squeezed(reading.text(pdf))
    for part in ("李强", "王秀兰", "户主变更", "户口簿", "送药", "收入提高", "户在人不在"):
        assert part in text
    stored = str(rows(desk, "SELECT id_number FROM resident WHERE id_number IS NOT NULL")[0][0])
    assert stored not in text
    assert "13900002281" not in text
    assert "一户一档" in text
    ((action,),) = rows(desk, "SELECT action FROM audit ORDER BY seq DESC LIMIT 1")
    assert action == "households.print_record"
    assert pdf.missing == ()


def test_the_sheet_of_the_register_is_filled_and_logged(desk: Desk, home: int) -> None:
    sheet = desk.write(papers.take_sheet, home)
    assert sheet.door == ("槐荫一院", "3号楼", "2单元", "501")
    assert [(one.name, one.relation, one.residence) for one in sheet.members] == [
        ("李强", "户主", "户在人不在"),
        ("王秀兰", "母亲", "人户一致"),
    ]
    assert (sheet.registered, sheet.living) == (2, 1)
    assert sheet.members[1].phone == "139 0000 2281"
    assert sheet.members[1].care == "独居老人"
    assert "*" in sheet.members[1].id_number
    text = squeezed(reading.text(papers.print_sheet(desk, home)))
    assert "王秀兰" in text
    blank = squeezed(reading.text(papers.print_blank(desk)))
    assert "王秀兰" not in blank
    assert "槐荫里社区" in blank


def test_the_dossier_counts_what_the_household_has(desk: Desk, home: int) -> None:
    dossier = desk.read(household_dossier, home)
    assert dossier.care_now == 1
    assert [(one.line.name, one.where) for one in dossier.people] == [
        ("李强", "户在人不在"),
        ("王秀兰", "人户一致"),
    ]
    assert next((one.title, one.text) for one in dossier.events) == ("户主变更", "户口簿")
    assert [one.category for one in dossier.suggestions] == ["A01"]
    assert "户在人不在" in dossier.residence.words
