"""Drafts: kept per account and form, in no history, gone when dropped."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from tests.conftest import Clock
from wenming_desktop.drafts import drafts_listed, drop_draft, keep_draft, read_draft
from wenming_desktop.work import Actor, Desk

SECRET = "赵大爷家暖气不热"


def history(desk: Desk) -> tuple[int, int]:
    with desk.engine.connect() as connection:
        count = [
            connection.execute(text(f"SELECT count(*) FROM {table}")).scalar()
            for table in ("audit", "change_image")
        ]
    return int(count[0] or 0), int(count[1] or 0)


def test_the_newest_words_are_kept(desk: Desk, clock: Clock) -> None:
    desk.write(keep_draft, "quick", {"content": "家里"})
    clock.now += timedelta(minutes=1)
    assert desk.write(keep_draft, "quick", {"content": SECRET, "unit": None}) == clock.now
    draft = desk.read(read_draft, "quick")
    assert draft is not None
    assert (draft.content, draft.at) == ({"content": SECRET, "unit": None}, clock.now)
    assert len(desk.read(drafts_listed)) == 1


def test_forms_and_accounts_do_not_see_each_other(desk: Desk) -> None:
    desk.write(keep_draft, "quick", {"content": "a"})
    # Work that no account did (the command line) has drafts of its own.
    other = desk.acting_as(Actor("别人"))
    other.write(keep_draft, "quick", {"content": "b"})
    assert desk.read(read_draft, "step 1 ACC") is None
    own, theirs = desk.read(read_draft, "quick"), other.read(read_draft, "quick")
    assert own is not None
    assert theirs is not None
    assert (own.content["content"], theirs.content["content"]) == ("a", "b")


def test_listed_newest_first(desk: Desk, clock: Clock) -> None:
    for form in ("one", "two", "three"):
        desk.write(keep_draft, form, {})
        clock.now += timedelta(seconds=1)
    assert [draft.form for draft in desk.read(drafts_listed)] == ["three", "two", "one"]


def test_a_dropped_draft_leaves_no_row(desk: Desk) -> None:
    desk.write(keep_draft, "quick", {"content": SECRET})
    assert desk.write(drop_draft, "quick")
    assert not desk.write(drop_draft, "quick")
    assert desk.read(read_draft, "quick") is None
    with desk.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM draft")).scalar() == 0


def test_no_history_and_nobody_is_told(desk: Desk) -> None:
    told: list[frozenset[str]] = []
    desk.on_change.append(told.append)
    before = history(desk)
    desk.write(keep_draft, "quick", {"content": SECRET})
    desk.write(keep_draft, "quick", {"content": SECRET + "，急"})
    desk.write(drop_draft, "quick")
    assert history(desk) == before
    assert told == [frozenset()] * 3


@pytest.mark.parametrize("content", [{}, {"a": [1, None, {"b": "ü"}]}, {"x": "字" * 5000}])
def test_any_content_comes_back(desk: Desk, content: dict[str, Any]) -> None:
    desk.write(keep_draft, "f" * 40, content)
    draft = desk.read(read_draft, "f" * 40)
    assert draft is not None
    assert draft.content == content
