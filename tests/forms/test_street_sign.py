"""街巷长联系牌: p3 at A5, the same drawing enlarged to A4 and A3, and the slip that checks it."""

from dataclasses import replace

import pytest

from tests.forms import reading
from tests.forms.reading import Box
from wenming_desktop.forms.street_sign import SignLine, Team, draw, sample

SIZES = {"A3": (420.0, 297.0), "A4": (297.0, 210.0), "A5": (210.0, 148.5)}
BAR = Box(0, 0, 210, 4)
TEAMS = [Box(x, 72.1, 59.2, 37) for x in (11, 75.4, 139.8)]
SAFE = Box(10, 4, 190, 139)
NEAR, POINT = 0.5, 0.3528
HOSTILE = ["<b>粗</b>", "汉" * 300, "W" * 300, "李\u202e明\x00", ""]


def times(box: Box, k: float) -> Box:
    return Box(box.x * k, box.y * k, box.w * k, box.h * k)


@pytest.mark.parametrize("size", SIZES)
def test_the_plate_is_the_same_drawing_at_every_size(size):
    pdf = draw(replace(sample(), size=size))
    reading.check(pdf)
    assert (pdf.pages, pdf.cut, pdf.missing) == (2, (), ())
    k = SIZES[size][0] / SIZES["A5"][0]
    small = {word.text: word for word in reading.words(draw(replace(sample(), size="A5")))}
    large = {word.text: word for word in reading.words(pdf)}
    assert set(small) == set(large)
    for text, word in small.items():
        wanted, found = times(word, k), large[text]
        assert (found.x, found.y, found.w, found.h) == (
            pytest.approx(wanted.x, abs=NEAR),
            pytest.approx(wanted.y, abs=NEAR),
            pytest.approx(wanted.w, abs=NEAR),
            pytest.approx(wanted.h, abs=NEAR),
        ), text
        assert times(SAFE, k).holds(found, slack=NEAR), text


@pytest.mark.parametrize("size", SIZES)
def test_the_red_bar_goes_across_the_paper(size):
    k = SIZES[size][0] / 210
    image = reading.picture(draw(replace(sample(), size=size)), 1, 60)
    red = reading.coloured(image, times(Box(0, 0, 210, 6), k), 60)
    assert (red.y, red.w, red.h) == (
        pytest.approx(0, abs=NEAR),
        pytest.approx(SIZES[size][0], abs=1),
        pytest.approx(BAR.h * k, abs=0.7),
    )


def test_name_and_number_of_the_chief_are_the_largest():
    words = reading.words(draw(replace(sample(), size="A5")))
    tallest = {text: max(word.h for word in words if text in word.text) for text in ("2003", "梁")}
    assert tallest["2003"] >= 42 * POINT * 0.9
    assert tallest["梁"] >= 31 * POINT * 0.9
    assert tallest["2003"] == max(word.h for word in words)


def test_each_team_stands_in_its_own_box():
    sign = replace(sample(), size="A5")
    words = reading.words(draw(sign))
    for box, team in zip(TEAMS, sign.teams, strict=True):
        inside = " ".join(word.text for word in words if box.holds(word))
        for part in (team.title, team.matters, team.name):
            assert part in inside


def test_only_what_is_filled_in_is_printed():
    bare = replace(sample(), lines=(), teams=(), goes_to=(), reports=(), manage_class=("", ""))
    text = reading.text(draw(bare))
    for word in ("六必到", "六必报", "示范街", "总街巷长", "市容管理中队"):
        assert word not in text
    assert "梁志勇" in text


def test_the_slip_asks_for_place_day_and_picture():
    pdf = draw(sample())
    text = " ".join(word.text for word in reading.words(pdf, 2))
    for word in ("核查回执", "牌子位置", "菜场西口电线杆", "核查日期", "照片编号", "LXP-0007"):
        assert word in text


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_any_value_stays_on_the_plate(value):
    sign = replace(
        sample(),
        street=value,
        route=value,
        manage_class=("2", value[:20]),
        chief=SignLine(value, value, value),
        chief_note=value,
        lines=(SignLine(value, value, value),) * 6,
        teams=(Team(value, value, value, value),) * 3,
        goes_to=(value,),
        reports=(value,),
        office=value,
        number=value,
        location=value,
        size="A5",
    )
    pdf = draw(sign)
    reading.check(pdf)
    for page in (1, 2):
        for word in reading.words(pdf, page):
            assert word.x >= 0
            assert word.x + word.w <= 210 + NEAR


def test_it_can_be_read_in_black_and_white():
    image = reading.picture(draw(replace(sample(), size="A5")), 1, 100).convert("L")
    number = image.crop(tuple(round(mm / 25.4 * 100) for mm in (11, 53, 100, 66)))
    # The red number is dark enough beside white paper.
    assert min(number.tobytes()) < 110
