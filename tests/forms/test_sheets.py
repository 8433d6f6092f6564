"""The ticket's sheet, the delivery register and the month's report."""

from dataclasses import fields, replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forms import reading
from tests.forms.test_service_card import HOSTILE
from wenming_desktop.forms import delivery_register, month_report, ticket_sheet
from wenming_desktop.forms.delivery_register import Delivery
from wenming_desktop.forms.month_report import Figure, SheetFacts, shown
from wenming_desktop.forms.ticket_sheet import Step, TicketSheet

TICKET = ticket_sheet.sample()
REGISTER = delivery_register.sample()
MONTH = month_report.sample()


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("form", ["ticket_sheet", "delivery_register"])
def test_boxes_stand_where_the_documents_say(form):
    pdf = {"ticket_sheet": ticket_sheet.draw(TICKET)}.get(form) or delivery_register.draw(REGISTER)
    image, words = reading.picture(pdf), {w.text: w for w in reversed(reading.words(pdf))}
    for row in reading.boxes(form):
        label = words[row["part"]]
        left, width = float(row["x"]), float(row["w"])
        lines = reading.dark_columns(image, label.y - 0.8)
        for edge in (left, left + width):
            assert min(abs(line - edge) for line in lines) < 0.5, (row["part"], edge, lines)
        assert left < label.x
        assert label.x + label.w < left + width


# the ticket's sheet


def test_a_ticket_fits_one_page_and_its_code_is_its_number():
    pdf = ticket_sheet.draw(TICKET)
    assert pdf.pages == 1
    assert [code.text for code in reading.codes(pdf)] == [TICKET.ticket_no]
    text = squeezed(reading.text(pdf))
    for part in (TICKET.content, TICKET.complainant, "供暖供水/暖气不热", TICKET.steps[2].text):
        assert squeezed(part) in text
    assert "3个工作日（至2026年11月18日17:30）" in text
    assert "打印2026-11-2010:42林晓燕第1/1页" in text


def test_a_confidential_ticket_hides_who_called():
    pdf = ticket_sheet.draw(replace(TICKET, is_confidential=True, location="路口"))
    text = squeezed(reading.text(pdf))
    for secret in (TICKET.complainant, TICKET.phone, TICKET.address):
        assert squeezed(secret) not in text
    assert text.count("已保密") == 3
    assert "☑保密" in text


def test_satisfaction_is_ticked():
    text = squeezed(reading.text(ticket_sheet.draw(replace(TICKET, satisfaction="基本满意"))))
    assert "☐满意☑基本满意☐不满意" in text


def test_a_long_story_goes_on_over_pages_and_nothing_is_lost():
    # Every sentence differs, so a lost or doubled one is seen.
    content = "".join(f"第{at}句，暖气不热。" for at in range(400))
    steps = tuple(
        Step(datetime(2026, 11, 1, 8, at % 60), "处理", "马师傅", f"上门{at}次") for at in range(90)
    )
    pdf = ticket_sheet.draw(replace(TICKET, content=content, steps=steps, result="好" * 1000))
    assert pdf.pages > 2
    reading.check(pdf)
    joined = "".join(
        word.text
        for page in range(1, pdf.pages + 1)
        for word in reading.words(pdf, page)
        if word.x > 46.5 and 43 < word.y < 281
    )
    assert all(joined.count(f"第{at}句，") == 1 for at in range(400))
    assert all(joined.count(f"上门{at}次") == 1 for at in range(90))
    assert "（续）" in reading.text(pdf)
    assert f"第{pdf.pages}/{pdf.pages}页" in squeezed(reading.text(pdf))


def hostile_ticket(value: str) -> TicketSheet:
    texts = {f.name: value for f in fields(TicketSheet) if f.type == "str" or f.type is str}
    del texts["ticket_no"]
    step = Step(datetime(2026, 11, 1, 8, 0), value, value, value)
    return replace(TICKET, **texts, satisfaction=value, steps=(step, step))


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_any_value_stays_text_on_a_ticket(value):
    pdf = ticket_sheet.draw(hostile_ticket(value))
    reading.check(pdf)
    for page in range(1, pdf.pages + 1):
        for word in reading.words(pdf, page):
            assert word.x > 24.5
            assert word.x + word.w < 195.5
            assert word.y > 15
            assert word.y + word.h < 292


def test_a_long_name_stays_in_its_own_cell():
    pdf = ticket_sheet.draw(replace(TICKET, complainant="吐" * 60, phone="8" * 60))
    cells = {"吐": (47, 82), "8": (104, 139)}
    for word in reading.words(pdf):
        for char, (left, right) in cells.items():
            if set(word.text) == {char} and len(word.text) > 1:
                assert left < word.x
                assert word.x + word.w < right


@given(st.text(max_size=300))
@settings(max_examples=20, deadline=None)
def test_no_text_breaks_a_ticket(value):
    assert ticket_sheet.draw(hostile_ticket(value)).pages >= 1


# the delivery register


def test_eighteen_rows_a_page_with_sums():
    pdf = delivery_register.draw(REGISTER)
    assert pdf.pages == 2
    text = reading.text(pdf)
    assert "本页小计 18 张（已签收 12 张）" in " ".join(text.split())
    assert "本页小计 2 张（已签收 0 张） 累计 20 张（已签收 12 张）" in " ".join(text.split())
    for delivery in REGISTER.deliveries:
        assert delivery.card_no in text


def test_the_register_says_who_printed_it_across_the_page():
    marked, plain = (
        delivery_register.draw(replace(REGISTER, watermark=mark))
        for mark in ("林晓燕 2026-11-20 发放签收", "")
    )
    # The margins, where nothing else stands, are grey in many places, on every page.
    for page in (1, 2):
        edges = [
            reading.picture(pdf, page).convert("L").crop((0, 0, 2339, 110))
            for pdf in (marked, plain)
        ]
        assert edges[0].getextrema()[0] < 245
        assert edges[1].getextrema() == (255, 255)
    # Whoever copies or searches the text gets the rows alone.
    assert reading.text(marked) == reading.text(plain)


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_any_value_stays_text_in_the_register(value):
    entry = Delivery(value, value, value, None, value, value, value, value, value)
    pdf = delivery_register.draw(
        replace(REGISTER, deliveries=(entry,) * 3, community=value, printed_by=value, watermark="")
    )
    reading.check(pdf)
    for page in range(1, pdf.pages + 1):
        for word in reading.words(pdf, page):
            assert word.x > 24.5
            assert word.x + word.w < 282.5


def test_an_empty_register_is_one_page():
    assert delivery_register.draw(replace(REGISTER, deliveries=())).pages == 1


# the month's report


@pytest.mark.parametrize(
    ("value", "printed"),
    [(None, "—"), (1066, "1,066"), (92.6, "92.6"), (92.0, "92.0"), ("+6.1%", "+6.1%"), (0, "0")],
)
def test_figures_are_shown_as_an_office_writes_them(value, printed):
    assert shown(value) == printed


def test_the_cover_and_then_every_table():
    pdf = month_report.draw(MONTH)
    assert pdf.pages == 1 + len(MONTH.tables)
    text = squeezed(reading.text(pdf))
    for part in ("槐荫里社区工作月报", "2026年10月", squeezed(MONTH.paragraph), "供暖供水31"):
        assert part in text
    for table in MONTH.tables:
        assert squeezed(table.title) in text
        for note in table.notes:
            assert squeezed(note) in text
    assert "第3/3页" in text
    image = [reading.picture(pdf, page, 30) for page in (1, 2, 3)]
    assert [i.width < i.height for i in image] == [True, False, False]


def test_only_rows_that_exist_are_on_the_cover():
    bare = replace(MONTH, rows=(), by_category=(), by_month=(), figures=(), tables=())
    pdf = month_report.draw(bare)
    assert pdf.pages == 1
    assert "主要指标" not in reading.text(pdf)


def test_a_long_table_repeats_its_head_and_loses_no_row():
    rows = tuple((f"第{at}楼", at, at / 7, None) for at in range(120))
    table = SheetFacts("表5　分楼栋统计", ("楼栋", "受理", "满意率", "同比"), rows)
    pdf = month_report.draw(replace(MONTH, tables=(table,)))
    assert pdf.pages > 4
    words = [w.text for page in range(2, pdf.pages + 1) for w in reading.words(pdf, page)]
    assert words.count("楼栋") == pdf.pages - 1
    assert all(words.count(f"第{at}楼") == 1 for at in range(120))


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_any_value_stays_text_in_the_month(value):
    figure = Figure(value, value, value, value)
    table = SheetFacts(value, (value,) * 18, ((value,) * 18,) * 2, (value,), value)
    month = replace(
        MONTH,
        community=value,
        period=value,
        figures=(figure,) * 4,
        paragraph=value,
        rows=((value,) * 6,) * 2,
        by_category=((value, 3),) * 9,
        by_month=((value, 3),) * 12,
        tables=(table,),
        signed_by=value,
        prepared_by=value,
        seal=value,
    )
    pdf = month_report.draw(month)
    reading.check(pdf)
    for page in range(1, pdf.pages + 1):
        width = 210 if page == 1 or reading.picture(pdf, page, 20).width < 180 else 297
        for word in reading.words(pdf, page):
            assert word.x > 14.5
            assert word.x + word.w < width - 14.5
