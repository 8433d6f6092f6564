"""评先评优意见表 and 微心愿公示单 on paper: boxes, both copies, drafts, long and hostile words."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Clock
from tests.forms import reading
from tests.forms.test_service_card import HOSTILE
from tests.wenming_desktop.opinions.conftest import make_asked
from tests.wenming_desktop.wishes.conftest import make_wishing
from wenming_desktop.archive.queries import paper as kept_paper
from wenming_desktop.forms import merit_opinion, wish_board
from wenming_desktop.forms.merit_opinion import BOXES, COPIES, VETO_NOTE
from wenming_desktop.forms.page import Pdf
from wenming_desktop.forms.wish_board import BoardLine
from wenming_desktop.opinions.model import VoidOpinion
from wenming_desktop.opinions.service import approve, void
from wenming_desktop.papers.archive import keep, shown
from wenming_desktop.papers.opinions import draw_opinion, keep_opinion, print_blank
from wenming_desktop.papers.wishes import draw_board
from wenming_desktop.work import Desk

FORM, BOARD = merit_opinion.sample(), wish_board.sample()
VETO = {
    "opinion": "4",
    "reasons": "多次拒不履行承诺",
    "meeting_record_no": "2026-11",
    "decided_by": ("何建平", "林晓燕"),
}


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_boxes_stand_where_the_documents_say() -> None:
    wanted = reading.boxes("merit_opinion")
    assert len(wanted) == 13
    stand(print_blank(), wanted)


def test_the_board_has_its_columns_inside_the_margins() -> None:
    columns = (("编号", 25, 31), ("谁的心愿", 56, 42), ("心愿", 98, 73), ("类别", 171, 24))
    wanted = [{"part": part, "x": str(x), "w": str(w), "h": ""} for part, x, w in columns]
    stand(wish_board.draw(wish_board.blank()), wanted)


def stand(pdf: Pdf, wanted: list[dict[str, str]]) -> None:
    """Hold the edges around each label to where they were wanted."""
    image = reading.picture(pdf)
    labels = {word.text: word for word in reversed(reading.words(pdf))}
    for row in wanted:
        label, left, width = labels[row["part"]], float(row["x"]), float(row["w"])
        lines = reading.dark_columns(image, label.y - 0.8)
        for edge in (left, left + width):
            assert min(abs(line - edge) for line in lines) < 0.5, (row["part"], edge, lines)
        if row["h"]:
            found = reading.dark_rows(image, left + 1.0)
            top = max(line for line in found if line < label.y)
            foot = min(line for line in found if line > label.y)
            assert abs(foot - top - float(row["h"])) < 0.5, (row["part"], foot - top)


def test_both_copies_say_the_same_and_whose_they_are() -> None:
    pdf = merit_opinion.draw(FORM)
    assert (pdf.pages, pdf.missing, pdf.cut) == (2, (), ())
    for page, copy in enumerate(COPIES, 1):
        text = squeezed("".join(word.text for word in reading.words(pdf, page)))
        assert copy in text
        for part in (FORM.name, FORM.number, "大党委会议〔2026〕11号", "何建平、林晓燕、梁志勇"):
            assert part in text
        assert "第1页共1页" in text
        assert VETO_NOTE in text


@pytest.mark.parametrize("code", BOXES)
def test_one_box_is_ticked(code: str) -> None:
    text = squeezed(reading.text(merit_opinion.draw(replace(FORM, opinion=code))))
    assert text.count("☑" + BOXES[code]) == len(COPIES)
    for other in set(BOXES) - {code}:
        assert "☐" + BOXES[other] in text
    assert ("会议记录号" in text) == (code == "4")
    assert ("建议：" in text) == (code == "2")


def test_an_opinion_the_paper_has_no_box_for_is_ticked_beside_them() -> None:
    sheet = replace(FORM, opinion="5", opinion_name="不了解(未报到/无记录)")
    text = squeezed(reading.text(merit_opinion.draw(sheet)))
    assert "☑不了解(未报到/无记录)" in text
    assert not any("☑" + word in text for word in BOXES.values())


def test_a_draft_says_so_on_every_page_and_is_one_copy() -> None:
    draft = merit_opinion.draw(replace(FORM, is_draft=True, number="", facts="表现。" * 600))
    assert draft.pages >= 2
    for page in range(1, draft.pages + 1):
        assert "草稿" in "".join(word.text for word in reading.words(draft, page))
    assert "草稿" not in reading.text(merit_opinion.draw(FORM))


def test_long_texts_go_on_over_pages_and_nothing_is_lost() -> None:
    facts = "".join(f"第{at}条。" for at in range(1, 400))
    reasons = "".join(f"因{at}。" for at in range(1, 120))
    pdf = merit_opinion.draw(replace(FORM, facts=facts, reasons=reasons))
    text = squeezed(reading.text(pdf))
    assert pdf.pages % 2 == 0
    assert pdf.cut == ()
    for at in (1, 200, 399):
        assert text.count(f"第{at}条。") == len(COPIES)
    for at in (1, 60, 119):
        assert text.count(f"因{at}。") == len(COPIES)


def test_an_empty_form_has_its_boxes_and_nobody_on_it() -> None:
    pdf = print_blank()
    text = squeezed(reading.text(pdf))
    assert pdf.pages == 1
    assert "☑" not in text
    for part in ("☐不同意（一票否决）", "会议记录号", "书记签字", "组长签字", "（盖章）"):
        assert part in text


@settings(max_examples=8, deadline=None)
@given(st.sampled_from(HOSTILE), st.sampled_from(["name", "facts", "reasons", "requesting_unit"]))
def test_hostile_words_never_break_the_sheets(text: str, key: str) -> None:
    reading.check(merit_opinion.draw(replace(FORM, **{key: text})))
    line = BoardLine(text, text, text, text)
    reading.check(wish_board.draw(replace(BOARD, wishes=(line,), office=text)))


def test_every_font_is_embedded_and_rare_characters_are_there() -> None:
    for pdf in (merit_opinion.draw(FORM), wish_board.draw(BOARD)):
        assert pdf.missing == ()
        assert all(embedded and mapped for _, embedded, mapped in reading.fonts(pdf))


def test_an_opinion_is_a_draft_until_it_is_approved_and_then_archived(
    desk: Desk, clock: Clock
) -> None:
    asked = make_asked(desk, clock)
    made = asked.written(**VETO)
    draft = draw_opinion(desk, made)
    assert draft.facts.is_draft
    assert "草稿" in reading.text(draft.pdf)
    assert keep_opinion(desk, draft) is None
    assert asked.office.count("print_log") == 0
    desk.write(approve, made)
    paper = draw_opinion(desk, made)
    kept = keep_opinion(desk, paper)
    assert kept is not None
    found = desk.read(kept_paper, kept)
    assert (found.listed.number, found.listed.copies) == ("YJ-2026-0001", 2)
    assert "孙福顺" in found.listed.title
    assert reading.text(shown(desk, kept)) == reading.text(paper.pdf)
    text = squeezed(reading.text(paper.pdf))
    for part in ("孙福顺", "区市场监管局", "☑不同意（一票否决）", "何建平、林晓燕", "2026-11"):
        assert part in text
    desk.write(void, VoidOpinion(made, "来函撤回"))
    assert draw_opinion(desk, made).facts.is_draft


def test_the_board_shows_the_published_and_no_whole_name(desk: Desk, clock: Clock) -> None:
    wishing = make_wishing(desk, clock)
    assert draw_board(desk) is None
    wishing.published(content="李秀兰想要轮椅，电话 13900002281")
    wishing.published(wishing.far, "电饭锅", category="01")
    wishing.collected(content="还没有公示的")
    paper = draw_board(desk)
    assert paper is not None
    text = squeezed(reading.text(paper.pdf))
    for part in ("李奶奶（3号楼）", "李奶奶想要轮椅，电话***", "一位奶奶（5号楼）", "88012000"):
        assert part in text
    for never in ("李秀兰", "买买提", "13900002281", "还没有公示"):
        assert never not in text
    cell = wishing.office.rows("SELECT id FROM building_party_group WHERE name = '3号楼党小组'")
    of_cell = draw_board(desk, "5", cell[0][0])
    assert of_cell is not None
    assert [line.category for line in of_cell.facts.wishes] == ["医疗健康"]
    assert keep(desk, of_cell) > 0


def test_the_date_of_the_sheet_is_today(desk: Desk, clock: Clock) -> None:
    make_wishing(desk, clock).published()
    paper = draw_board(desk)
    assert paper is not None
    assert paper.facts.printed_on == date(2026, 11, 20)
