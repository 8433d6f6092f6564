"""The letter by GB/T 9704: every measure read back from the finished page by other programs."""

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.forms import reading
from tests.forms.reading import Box
from wenming_desktop.forms.feedback_letter import draw, sample
from wenming_desktop.forms.letter import paragraph
from wenming_desktop.forms.letter_facts import FeedbackLetter

MANY = sample()
ONE = replace(
    MANY,
    members=("张建国",),
    rows=MANY.rows[:1],
    attachments=1,
    body=("张建国同志2025年3月到我社区报到。", "参加服务12次。", "请贵单位纳入年度考核。"),
)
NEAR = 0.5
PITCH = 225 / 22
LINES = 22
CHARS = 28


def measure(part: str) -> Box:
    return reading.box("feedback_letter", "", part)


def squeezed(text: str) -> str:
    return "".join(text.split())


def page_text(pdf: bytes, page: int) -> str:
    return "".join(char.text for char in reading.chars(pdf, page))


def red_runs(pdf: bytes, x: float, dpi: int = 300) -> list[tuple[float, float]]:
    """From where to where a vertical cut through the first page is red."""
    image = reading.picture(pdf, 1, dpi)
    column = [image.getpixel((round(x * dpi / 25.4), y)) for y in range(image.height)]
    red = [r > 150 and g < 110 and b < 110 for r, g, b in column]
    runs, start = [], None
    for y, is_red in enumerate([*red, False]):
        if is_red and start is None:
            start = y
        elif not is_red and start is not None:
            runs.append((start * 25.4 / dpi, y * 25.4 / dpi))
            start = None
    return runs


def ink(pdf: bytes, page: int, area: Box, dpi: int = 300) -> Box:
    """The rectangle of what is dark inside an area."""
    image = reading.picture(pdf, page, dpi).convert("L")
    scale = dpi / 25.4
    cut = image.crop(
        tuple(round(e * scale) for e in (area.x, area.y, area.x + area.w, area.y + area.h))
    )
    box = cut.point(lambda value: 255 if value < 160 else 0).getbbox()
    assert box is not None
    left, top, right, bottom = (edge / scale for edge in box)
    return Box(area.x + left, area.y + top, right - left, bottom - top)


# the head


@pytest.mark.parametrize(
    "office", ["中共槐荫里社区委员会", "中共西宁市城西区文澜街道槐荫里社区委员会", "社区"]
)
def test_the_red_head_and_its_rules(office: str) -> None:
    pdf = draw(replace(ONE, office=office))
    name = reading.coloured(reading.picture(pdf, 1, 200), Box(15, 20, 180, 24))
    top = measure("发文机关标志").y
    upper, lower = measure("上文武线"), measure("下文武线")
    *_, thick, thin, thin_below, thick_below = red_runs(pdf, upper.x + 2)
    # Its rules stand inside the area for a small name: the name ends where they begin.
    bottom = thick[0] - measure("线距").h
    found = ink(pdf, 1, Box(15, 20, 180, thick[0] - 20.5))
    assert name.y == pytest.approx(top, abs=NEAR)
    assert found.y + found.h == pytest.approx(bottom, abs=NEAR)
    assert thick[1] - thick[0] > 1.5 * (thin[1] - thin[0])
    assert thick_below[1] - thick_below[0] > 1.5 * (thin_below[1] - thin_below[0])
    assert thick_below[1] == pytest.approx(lower.y, abs=NEAR)
    for rule, row in ((upper, thick), (lower, thick_below)):
        line = reading.coloured(reading.picture(pdf), Box(5, row[0] - 0.2, 200, row[1] - row[0]))
        assert line.x == pytest.approx(rule.x, abs=NEAR)
        assert line.w == pytest.approx(rule.w, abs=NEAR)
    assert found.x + found.w / 2 == pytest.approx(105, abs=1)


def test_the_number_hangs_right_under_the_rule_in_hexagonal_brackets() -> None:
    pdf = draw(ONE)
    _, thin, *_ = red_runs(pdf, 22)
    (spot,) = [box for page, box in reading.spots(pdf, ONE.letter_no) if page == 1]
    assert spot.x + spot.w == pytest.approx(184, abs=NEAR)
    drawn = ink(pdf, 1, Box(100, thin[1] + 1, 90, 12))
    assert drawn.y - thin[1] == pytest.approx(7 / 8 * 16 * 25.4 / 72, abs=NEAR)
    assert "〔2026〕3号" in page_text(pdf, 1)


def test_the_title_stands_two_lines_under_the_number() -> None:
    pdf = draw(ONE)
    (number,) = [box for page, box in reading.spots(pdf, ONE.letter_no) if page == 1]
    (first,) = [box for page, box in reading.spots(pdf, "关于张建国同志") if page == 1]
    (second,) = [box for page, box in reading.spots(pdf, "参与社区服务情况") if page == 1]
    assert first.middle[1] - number.middle[1] == pytest.approx(3 * PITCH, abs=0.8)
    assert second.middle[1] - first.middle[1] == pytest.approx(PITCH, abs=NEAR)
    (addressee,) = [b for page, b in reading.spots(pdf, ONE.addressee + "：") if page == 1]
    assert addressee.x == pytest.approx(28, abs=NEAR)
    assert addressee.middle[1] - second.middle[1] == pytest.approx(2 * PITCH, abs=0.8)


# the grid


def full_page() -> list[list[Box]]:
    pdf = draw(replace(ONE, body=("国" * CHARS * 60, "完。")))
    lines: dict[int, list[Box]] = {}
    for char in reading.chars(pdf, 2):
        if char.text == "国":
            lines.setdefault(round(char.y / 2), []).append(char)
    return [lines[at] for at in sorted(lines)]


def test_a_page_has_22_lines_of_28_characters() -> None:
    lines = full_page()
    area, pitch, step = measure("版心"), measure("行距").h, measure("字距").w
    assert len(lines) == LINES
    assert {len(line) for line in lines} == {CHARS}
    for at, line in enumerate(lines):
        assert line[0].y - lines[0][0].y == pytest.approx(at * pitch, abs=0.2)
        gaps = [b.x - a.x for a, b in pairwise(line)]
        assert gaps == pytest.approx([step] * (CHARS - 1), abs=0.05)
        assert line[0].x == pytest.approx(area.x, abs=0.8)
        assert line[-1].x + line[-1].w == pytest.approx(area.x + area.w, abs=0.8)
    assert lines[0][0].y >= area.y
    assert lines[-1][0].y + lines[-1][0].h <= area.y + area.h
    assert area.h == pytest.approx(LINES * pitch, abs=0.01)


@pytest.mark.parametrize("letter", [MANY, ONE, replace(MANY, rows=MANY.rows * 9)])
def test_nothing_stands_outside_the_type_area(letter: FeedbackLetter) -> None:
    pdf, area = draw(letter), measure("版心")
    lowest = measure("下文武线").y - 6
    for page in range(1, pdf.pages + 1):
        for char in reading.chars(pdf, page):
            if page == 1 and char.y < area.y + 30:
                continue
            assert area.x - NEAR <= char.x
            assert char.x + char.w <= area.x + area.w + NEAR
            bottom = lowest if page == 1 else area.y + area.h
            assert char.y + char.h <= bottom or char.text in "—0123456789"


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("一、报到情况", "hei"),
        ("十二、其他", "hei"),
        ("（三）服务时长", "kai"),
        ("一、二号楼的灯修好了。", "fang"),
        ("（联系人：林晓燕）", "fang"),
        ("张建国、李秀英同志", "fang"),
        ("", "fang"),
    ],
)
def test_a_heading_shows_its_level(text: str, face: str) -> None:
    assert paragraph(text).style.face == face


def test_pages_are_numbered_at_their_outer_edge_but_not_the_first() -> None:
    pdf = draw(replace(MANY, rows=MANY.rows * 5))
    assert pdf.pages > 3
    assert "—1—" not in page_text(pdf, 1)
    for page in range(2, pdf.pages + 1):
        (spot,) = [b for at, b in reading.spots(pdf, f"—{page}—") if at == page]
        inner = 14 * 25.4 / 72
        if page % 2:
            assert spot.x + spot.w == pytest.approx(184 - inner, abs=NEAR)
        else:
            assert spot.x == pytest.approx(28 + inner, abs=NEAR)
        dash = ink(pdf, page, Box(spot.x - 0.5, 264, 4.6, 9))
        assert dash.y + dash.h / 2 == pytest.approx(measure("页码").y, abs=NEAR)


# the end


def test_signature_date_and_note_stand_as_the_standard_says() -> None:
    pdf = draw(ONE)
    where = {
        word: next(box for page, box in reading.spots(pdf, word) if page == 1)
        for word in ("2026年7月5日", "附件：", "（联系人：")
    }
    day = where["2026年7月5日"]
    assert day.x + day.w == pytest.approx(184 - 4 * 156 / 28, abs=NEAR)
    names = [box for page, box in reading.spots(pdf, ONE.signatory) if page == 1]
    name = max(names, key=lambda box: box.y)
    assert name.middle[0] == pytest.approx(day.middle[0], abs=NEAR)
    assert day.middle[1] - name.middle[1] == pytest.approx(PITCH, abs=NEAR)
    for word in ("附件：", "（联系人："):
        assert where[word].x == pytest.approx(28 + 2 * 156 / 28, abs=2.5)
    assert where["（联系人："].y > day.y
    # A stamp of 45 mm on name and date touches no word.
    texts = [c for c in reading.chars(pdf, 1) if c.y + c.h < name.y - 1 and c.x + c.w > day.x]
    assert day.y + day.h - max(c.y + c.h for c in texts) > 22.5
    assert "盖章" not in page_text(pdf, 1)


@pytest.mark.parametrize("lines", range(1, 32, 3))
def test_a_signature_is_never_alone_on_its_page(lines: int) -> None:
    letter = replace(ONE, body=("事" * (CHARS * lines - 4),))
    pdf = draw(letter)
    reading.check(pdf)
    signed = next(page for page, _ in reading.spots(pdf, "2026年7月5日"))
    assert page_text(pdf, signed).count("事") >= CHARS - 4
    assert signed == pdf.pages - 1
    whole = "".join(page_text(pdf, page) for page in range(1, pdf.pages + 1))
    assert whole.count("事") == CHARS * lines - 4


def test_one_member_needs_one_page_and_the_slip() -> None:
    pdf = draw(ONE)
    assert pdf.pages == 2
    first, slip = page_text(pdf, 1), page_text(pdf, 2)
    assert squeezed(ONE.title) in first
    assert "附件：党员服务社区反馈卡1份" in first
    assert "序号" not in first
    for word in ("回执", "单位意见", "（盖章）", "经办人", ONE.unit, ONE.letter_no):
        assert squeezed(word) in slip
    assert "回执" not in first
