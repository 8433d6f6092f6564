"""Standard replies: offered for a step and a category, filled where known, edited by the office."""

import pytest

from wenming_desktop.tickets.replies import (
    KINDS,
    Reply,
    ReplyError,
    all_replies,
    blanks,
    filled,
    replies,
    save_reply,
)
from wenming_desktop.work import Desk


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_office_has_words_for_every_step(desk: Desk, kind: str) -> None:
    found = desk.read(replies, kind)
    assert found
    assert all(one.kind == kind and one.text for one in found)


def test_those_of_the_category_come_first_and_others_do_not(desk: Desk) -> None:
    heating = desk.read(replies, "FIN", "0801")
    assert heating[0].title == "供暖调试"
    assert "清理完成" not in {one.title for one in heating}
    assert {one.title for one in heating} >= {"当场处理好", "维修完成"}


def test_blanks_that_are_known_are_filled_and_the_others_are_seen() -> None:
    text = "已联系{承办单位}到场，{日期}前办好。"
    said = filled(text, {"承办单位": "供热公司", "日期": ""})
    assert said == "已联系供热公司到场，{日期}前办好。"
    assert [said[a:b] for a, b in blanks(said)] == ["{日期}"]
    assert filled("没有空的", {"日期": "x"}) == "没有空的"


def test_the_office_words_its_own(desk: Desk) -> None:
    row = desk.write(save_reply, Reply("FIN", "除雪", "已组织除雪。", "19"))
    assert "除雪" in {one.title for one in desk.read(replies, "FIN", "1907")}
    desk.write(save_reply, Reply("FIN", "除雪", "已组织除雪。", "19", enabled=False, id=row))
    assert "除雪" not in {one.title for one in desk.read(replies, "FIN", "1907")}
    assert "除雪" in {one.title for one in desk.read(all_replies)}


@pytest.mark.parametrize(
    "wrong", [Reply("FIN", "", "文字"), Reply("FIN", "题", " "), Reply("XXX", "题", "文"),
              Reply("FIN", "题" * 41, "文"), Reply("FIN", "题", "文" * 501)],
)  # fmt: skip
def test_a_reply_that_cannot_be_kept_is_refused(desk: Desk, wrong: Reply) -> None:
    before = desk.read(all_replies)
    with pytest.raises(ReplyError):
        desk.write(save_reply, wrong)
    assert desk.read(all_replies) == before
