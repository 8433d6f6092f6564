"""花名册 of a cell and the notice for the door: columns, sums, long lists, what strangers see."""

from dataclasses import replace

import pytest

from tests.forms import reading
from tests.forms.party_papers import dark_rows, off, palest, squeezed, steps
from tests.forms.test_service_card import HOSTILE
from wenming_desktop.forms import cell_notice, cell_roster
from wenming_desktop.forms.cell_facts import (
    CellNotice,
    CellRoster,
    KindSums,
    LinkedLine,
    NoticePaper,
    NoticePerson,
    RosterLine,
    sample_notice,
    sample_roster,
)
from wenming_desktop.forms.face import face_of, facts_of

ROSTER, NOTICE = sample_roster(), sample_notice()
PAPERS: tuple[NoticePaper, ...] = ("A4", "A3")
SMALLEST = 4.2
"""Millimetres: what is read from a step away."""


def test_the_columns_of_the_roster() -> None:
    pdf = cell_roster.draw(ROSTER)
    wanted = reading.boxes("cell_roster")
    assert len(wanted) == 14
    assert sum(float(row["w"]) for row in wanted) == 257
    assert {row["part"]: off(pdf, row) for row in wanted if off(pdf, row)} == {}


def test_heads_are_repeated_and_nobody_is_lost() -> None:
    people = tuple(replace(ROSTER.members[0], name=f"党员{at:02}") for at in range(40))
    pdf = cell_roster.draw(replace(ROSTER, members=people))
    text = squeezed(pdf)
    assert [text.count(one.name) for one in people] == [1] * 40
    assert pdf.pages >= 4
    assert text.count("出生年月") == pdf.pages - 1
    assert f"第{pdf.pages}页共{pdf.pages}页" in text


@pytest.mark.parametrize(
    ("sums", "said"),
    [
        (KindSums(2, 1, 1, 1), "合计4人（在册2人，其中流出1人；双报到1人；流入1人）"),
        (KindSums(3, 0, 0, 0), "合计3人（在册3人；双报到0人；流入0人）"),
        (
            KindSums(9, 2, 4, 1, 1, 2),
            "合计17人（在册9人，其中流出2人；双报到4人；流入1人；兼职委员1人；类型未填2人）",
        ),
    ],
)
def test_kinds_are_summed_once(sums: KindSums, said: str) -> None:
    text = cell_roster.summed(sums, empty=False)
    assert "".join(text.split()) == said
    parts = (sums.on_roll, sums.dual, sums.flowed_in, sums.seconded, sums.unknown)
    assert sums.total == sum(parts)


def test_coverage_is_said_with_both_numbers() -> None:
    assert "党员覆盖率78.9%（联系56户，共71户）" in squeezed(cell_roster.draw(ROSTER))
    nobody = replace(ROSTER, covered=0, households=0)
    assert "党员覆盖率＿＿＿" in squeezed(cell_roster.draw(nobody))


def test_the_annex_lists_building_member_and_heads_on_its_own_page() -> None:
    pdf = cell_roster.draw(ROSTER)
    last = " ".join(word.text for word in reading.words(pdf, pdf.pages))
    for line in ROSTER.linked:
        assert all(head in last for head in (line.member, *line.heads))
    assert "槐荫一院 3号楼（包栋）" in last
    assert "王秀兰" not in " ".join(word.text for word in reading.words(pdf, 1))
    none = squeezed(cell_roster.draw(replace(ROSTER, linked=(), linked_homes=0)))
    assert "还没有包栋联户。" in none


def test_the_roster_says_who_printed_it_and_bears_a_mark() -> None:
    text = squeezed(cell_roster.draw(ROSTER))
    assert "打印2026-11-2010:42林晓燕" in text
    plain = reading.picture(cell_roster.draw(replace(ROSTER, watermark="")), dpi=40)
    marked = reading.picture(cell_roster.draw(ROSTER), dpi=40)
    assert plain.tobytes() != marked.tobytes()


def test_an_empty_roster_is_for_the_pen() -> None:
    pdf = cell_roster.draw(CellRoster())
    rows = steps(dark_rows(reading.picture(pdf), 25.6))
    assert sum(step >= 10.9 for step in rows) >= cell_roster.LINES
    assert "合计＿＿人" in squeezed(pdf)


def test_a_wide_cell_names_all_its_buildings() -> None:
    many = tuple(f"槐荫一院 {at}号楼" for at in range(1, 25))
    text = squeezed(cell_roster.draw(replace(ROSTER, buildings=many)))
    assert all("".join(name.split()) in text for name in many)


@pytest.mark.parametrize(("paper", "size"), [("A4", (210, 297)), ("A3", (420, 297))])
def test_the_notice_has_the_paper_asked_for(paper: NoticePaper, size: tuple[int, int]) -> None:
    pdf = cell_notice.draw(replace(NOTICE, paper=paper))
    assert pdf.pages == 1
    picture = reading.picture(pdf, dpi=72)
    assert [round(edge * 25.4 / 72) for edge in picture.size] == list(size)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_leader_and_the_number_are_read_from_the_stairs(paper: NoticePaper) -> None:
    pdf = cell_notice.draw(replace(NOTICE, paper=paper))
    high = {word.text: word.h for word in sorted(reading.words(pdf), key=lambda word: word.h)}
    assert (high["孙福顺"], high["8801"]) > (20, 23.5)
    assert high["李䶮"] > 7.5
    assert min(word.h for word in reading.words(pdf)) > SMALLEST


@pytest.mark.parametrize("paper", PAPERS)
def test_everybody_stands_on_the_notice_however_many_they_are(paper: NoticePaper) -> None:
    people = tuple(
        NoticePerson(f"邻居{at:02}", "党员", "水电气报修帮忙，结对看望独居老人") for at in range(30)
    )
    pdf = cell_notice.draw(replace(NOTICE, members=people, paper=paper))
    assert pdf.pages > 1
    text = squeezed(pdf)
    assert [text.count(one.name) for one in people] == [1] * 30
    assert text.count("孙福顺") == pdf.pages
    assert min(word.h for word in reading.words(pdf)) > SMALLEST


def test_a_long_name_and_a_mobile_number_fit_the_door() -> None:
    notice = replace(NOTICE, leader="阿卜杜拉·吐尔逊·买买提江", public_phone="13900007712")
    for paper in PAPERS:
        pdf = cell_notice.draw(replace(notice, paper=paper))
        assert pdf.cut == ()
        large = "".join(word.text for word in reading.words(pdf) if word.h > 13)
        assert "阿卜杜拉·吐尔逊·买买提江13900007712" in large


@pytest.mark.parametrize("paper", PAPERS)
def test_the_notice_is_dark_enough_in_black_and_white(paper: NoticePaper) -> None:
    assert palest(cell_notice.draw(replace(NOTICE, paper=paper))) < 100


def test_an_empty_notice_has_lines_to_write_on() -> None:
    text = squeezed(cell_notice.draw(CellNotice()))
    for part in ("党小组组长", "姓名", "职责、电话", "活动地点：＿", "监督电话＿"):
        assert part in text


@pytest.mark.parametrize(
    ("key", "facts"),
    [
        ("cell_roster", ROSTER),
        ("cell_notice", replace(NOTICE, paper="A3")),
        ("cell_roster", CellRoster(linked=(LinkedLine("3号楼", "孙福顺", whole=True),))),
    ],
)
def test_a_kept_paper_is_read_back_as_it_was(key: str, facts: object) -> None:
    assert facts_of(key, face_of(facts)) == facts


def test_hostile_words_never_break_a_paper() -> None:
    people = tuple(RosterLine(t, t, None, t, t, None, t, t, t, t, 1, t, t[:4]) for t in HOSTILE)
    linked = tuple(LinkedLine(text, text, (text,)) for text in HOSTILE)
    reading.check(cell_roster.draw(replace(ROSTER, members=people, linked=linked)))
    posts = tuple(NoticePerson(text[:60], text[:60], text[:60], text[:60]) for text in HOSTILE)
    notice = replace(NOTICE, members=posts, leader=HOSTILE[0], cell=HOSTILE[5], venue=HOSTILE[5])
    reading.check(cell_notice.draw(notice))
