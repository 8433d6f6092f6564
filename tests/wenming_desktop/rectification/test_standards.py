"""测评标准: offered to an item, kept by its code, said on the sheet and the notice in words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.conftest import NOW
from wenming_desktop.forms.gather_rectification import gather_notice
from wenming_desktop.rectification.choices import item_choices
from wenming_desktop.rectification.model import NewItem
from wenming_desktop.rectification.refusals import StandardError
from wenming_desktop.rectification.service import add_item, item_sheet
from wenming_desktop.rectification.standards import standards, words_of
from wenming_desktop.work import Desk

ITEM = NewItem("3号楼", "堆放杂物", "裕和物业", "贾涛", NOW + timedelta(days=3))
STAIRS = "I201"


def test_every_point_has_a_code_of_its_own_and_words_of_a_page() -> None:
    found = standards()
    assert len({one.code for one in found}) == len(found) > 30
    for one in found:
        assert one.where
        assert one.words
        assert not set(one.words) & set(":;()")
    assert words_of(STAIRS) == "楼门内洁净，楼道无堵塞（门前鞋柜不影响通行与消防）"
    assert (words_of(""), words_of("Z9")) == ("", "Z9")


def test_a_point_is_offered_kept_and_printed(desk: Desk) -> None:
    offered = dict(desk.read(item_choices).standards)
    assert offered[STAIRS].startswith("楼道：楼门内洁净")
    item = desk.write(add_item, replace(ITEM, standard_code=STAIRS))
    assert desk.read(item_sheet, item).standard == words_of(STAIRS)
    assert desk.read(gather_notice, item).standard == words_of(STAIRS)


def test_a_point_of_no_list_is_refused(desk: Desk) -> None:
    with pytest.raises(StandardError, match="“Z9”不在测评标准里"):
        desk.write(add_item, replace(ITEM, standard_code="Z9"))
