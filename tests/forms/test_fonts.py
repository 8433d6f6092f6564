"""Every character reaches paper as itself, or is reported."""

import pytest

from tests.forms import reading
from wenming_desktop.forms.fonts import CHAINS, FACES
from wenming_desktop.forms.marks import INK
from wenming_desktop.forms.page import MissingGlyphs, Paper, missing_glyphs
from wenming_desktop.forms.text import Style, para

RARE = "䶮㛃𬎆𫖯𬀩𠅤喆堃㬎㬚㼆㙓㳇㴋䜣㻬㑇㭎𬭎𬱖𫍯𫟼𬘓𫰛𬴊𬊤𪟝𤧛𬍛𬬭𫚖𣲗𣸣𡝗𤩽𬜬𪾢𡐓㐂䲟"


def drawn(text: str, face: str = "hei"):
    paper = Paper("试印")
    paper.page()
    paper.text(20, 30, text, Style(face, 12, 16, INK))
    return paper.finish()


@pytest.mark.parametrize("face", sorted(CHAINS))
def test_forty_rare_characters_of_names_come_back_as_text(face):
    pdf = drawn(RARE, face)
    assert "".join(reading.text(pdf).split()) == RARE
    assert pdf.missing == ()
    reading.check(pdf)


def test_every_font_is_embedded_with_its_map_to_text():
    fonts = reading.fonts(drawn("服务 abc 123 ☑ 𬎆 𠅤"))
    assert len(fonts) >= 3
    assert all(embedded and mapped for _, embedded, mapped in fonts)


def test_more_characters_than_one_subset_holds():
    text = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 700))
    paper = Paper("试印")
    paper.page()
    para(text, Style("hei", 10, 14, INK), 170).draw(paper, 20, 20)
    assert "".join(reading.text(paper.finish()).split()) == text


@pytest.mark.parametrize(
    ("text", "chars"),
    [("王小明", ""), ("王\ue863", "\ue863"), ("马ش", "ش"), ("\u2003李\u00a0明", ""), ("□", "")],
)
def test_what_no_font_draws_is_listed_before_printing(text, chars):
    expected = (MissingGlyphs(text, chars),) if chars else ()
    assert tuple(m.chars for m in missing_glyphs([text, text])) == tuple(m.chars for m in expected)


def test_what_no_font_draws_is_a_box_on_paper_and_reported_with_its_text():
    pdf = drawn("王\ue863明")
    assert pdf.missing == (MissingGlyphs("王\ue863明", "\ue863"),)
    assert "王□明" in reading.text(pdf)


def test_latin_letters_of_kai_and_fang_are_songs():
    for face in ("kai", "fang"):
        assert FACES[face].place("A")[0].fontName == "WMSong-Regular"
        assert FACES[face].place("居")[0].fontName != "WMSong-Regular"


def test_two_documents_at_once_do_not_share_subsets():
    one, two = Paper("一"), Paper("二")
    style = Style("hei", 12, 16, INK)
    for paper, text in ((one, "甲乙"), (two, "丙丁")):
        paper.page()
        paper.text(20, 30, text, style)
    one.text(20, 50, "戊", style)
    assert "".join(reading.text(one.finish()).split()) == "甲乙戊"
    assert "".join(reading.text(two.finish()).split()) == "丙丁"
