"""办结工单回头看核查表: its columns, the method with the seed, findings ticked, long lists."""

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.forms import reading
from tests.forms.party_papers import dark_rows, squeezed
from tests.forms.test_service_card import HOSTILE
from wenming_desktop.forms import recheck_list
from wenming_desktop.forms.face import face_of, facts_of
from wenming_desktop.forms.recheck_list import RecheckEntry, RecheckStratum

LIST = recheck_list.sample()
EMPTY = RecheckEntry("SQ2026110001", "一院 3号楼", "路灯不亮", "市政管理中队")


def one(entry: RecheckEntry) -> bytes:
    return recheck_list.draw(replace(LIST, strata=(RecheckStratum("公用设施", (entry,)),)))


def test_the_columns_fill_the_sheet_and_name_what_is_asked() -> None:
    assert sum(width for _, width in recheck_list.COLUMNS) == 297 - 20 - 15
    text = squeezed(recheck_list.draw(LIST))
    for head, _ in recheck_list.COLUMNS:
        assert head in text


def test_the_method_with_its_seed_stands_on_the_first_page() -> None:
    pdf = recheck_list.draw(LIST)
    first = "".join(word.text for word in reading.words(pdf, 1))
    assert "种子20261120-048213" in first
    assert "可抽131件，抽中14件" in first
    for label in ("抽样人：林晓燕", "核查人（签字）", "负责人（签字）"):
        assert label in squeezed(pdf)


@pytest.mark.parametrize(
    ("rebound", "said", "sums"),
    [
        (None, "☐未反弹☐反弹", ""),
        (False, "☑未反弹☐反弹", "已核查1件，反弹0件"),
        (True, "☐未反弹☑反弹", "已核查1件，反弹1件（纸面整改）"),
    ],
)
def test_a_finding_is_ticked(rebound: bool | None, said: str, sums: str) -> None:
    drawn = "".join(char.text for char in reading.chars(one(replace(EMPTY, rebound=rebound))))
    assert said in drawn
    assert sums in drawn
    assert ("已核查" in drawn) is (rebound is not None)


def test_a_long_list_loses_nobody_and_repeats_its_head() -> None:
    entries = tuple(replace(EMPTY, number=f"SQ2026{at:06}") for at in range(60))
    strata = (RecheckStratum("公用设施", entries),)
    pdf = recheck_list.draw(replace(LIST, strata=strata, pools=()))
    text = squeezed(pdf)
    assert [text.count(entry.number) for entry in entries] == [1] * 60
    assert text.count("核查结果") == pdf.pages > 3
    assert f"第{pdf.pages}页共{pdf.pages}页" in text


def test_the_numbers_it_was_drawn_from_stand_behind_it() -> None:
    text = squeezed(recheck_list.draw(LIST))
    taken = {entry.number for one in LIST.strata for entry in one.entries}
    for number in (number for pool in LIST.pools for number in pool.numbers):
        assert text.count(number) == 1 + (number in taken)
        assert (f"{number}√" in text) is (number in taken)


def test_a_pen_has_room_in_every_row() -> None:
    pdf = one(EMPTY)
    lines = dark_rows(reading.picture(pdf), 270.0)
    assert max(b - a for a, b in pairwise(lines)) >= 10


def test_the_archive_brings_the_same_facts_back() -> None:
    assert facts_of("recheck_list", face_of(LIST)) == LIST
    assert LIST.name == LIST.period


@pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_was_typed_is_drawn(said: str) -> None:
    reading.check(one(replace(EMPTY, title=said, place=said, unit=said, note=said)))
