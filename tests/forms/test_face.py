"""The face of a paper: every form of the catalogue comes back from JSON word for word."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forms import reading
from wenming_desktop.forms.catalogue import FORMS
from wenming_desktop.forms.face import UnreadableFaceError, face_of, facts_of
from wenming_desktop.forms.feedback_letter import sample
from wenming_desktop.forms.letter_facts import FeedbackLetter, LetterRow

_WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


def through_json(facts: object) -> object:
    return json.loads(json.dumps(face_of(facts)))


@pytest.mark.parametrize("key", sorted(FORMS))
def test_a_form_is_drawn_again_from_its_face(key: str) -> None:
    form = FORMS[key]
    facts = form.sample()
    again = facts_of(key, through_json(facts))
    assert again == facts
    assert type(again) is type(facts)
    first, second = form.draw(facts), form.draw(again)
    assert reading.text(first) == reading.text(second)
    assert first.pages == second.pages
    pictures = [reading.picture(pdf, first.pages, 30).tobytes() for pdf in (first, second)]
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("key", sorted(key for key in FORMS if FORMS[key].blank))
def test_an_empty_form_comes_back_too(key: str) -> None:
    blank = FORMS[key].blank
    assert blank is not None
    assert facts_of(key, through_json(blank())) == blank()


@given(
    st.lists(
        st.builds(
            LetterRow, _WORDS, st.none() | st.dates(), _WORDS, st.integers(0, 999), _WORDS, _WORDS
        ),
        max_size=5,
    ),
    st.lists(_WORDS, max_size=4),
    st.none() | st.dates(),
)
def test_any_letter_comes_back(
    rows: list[LetterRow], body: list[str], issued_on: date | None
) -> None:
    letter = replace(sample(), rows=tuple(rows), body=tuple(body), issued_on=issued_on)
    assert facts_of("feedback_letter", through_json(letter)) == letter


def test_a_face_of_an_older_version_keeps_what_it_had() -> None:
    face = face_of(sample())
    del face["attachments"]
    face["colour_of_the_ink"] = "blue"
    assert facts_of("feedback_letter", face) == replace(sample(), attachments=0)


@pytest.mark.parametrize("face", [{}, {"letter_no": "1"}, face_of(sample()) | {"rows": 3}])
def test_a_face_that_cannot_be_read_is_said_so(face: dict[str, object]) -> None:
    with pytest.raises(UnreadableFaceError, match="党员表现反馈函"):
        facts_of("feedback_letter", face)


def test_a_face_holds_what_a_reader_understands() -> None:
    face = face_of(sample())
    assert face["issued_on"] == "2026-07-05"
    assert face["rows"][0]["name"] == "张建国"
    assert isinstance(face, dict)
    assert isinstance(facts_of("feedback_letter", face), FeedbackLetter)
