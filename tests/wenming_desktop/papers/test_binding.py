"""Documents bound into one: every page, every word, every font, still a sound file."""

import random
from io import BytesIO

import pypdf
import pypdfium2
import pytest
from pypdf.generic import IndirectObject

from wenming_desktop.forms import feedback_card, feedback_letter, registration_card
from wenming_desktop.forms.member_card_facts import sample_feedback, sample_registration
from wenming_desktop.forms.page import Pdf
from wenming_desktop.papers.binding import bind

PARTS = (
    lambda: feedback_card.draw(sample_feedback()),
    lambda: feedback_letter.draw(feedback_letter.sample()),
    lambda: registration_card.draw(sample_registration()),
)


@pytest.fixture(scope="module")
def parts() -> tuple[Pdf, ...]:
    return tuple(part() for part in PARTS)


def words(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    return [page.get_size() for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (1, 1, 2), (2, 0, 1, 1)])
def test_the_pages_follow_each_other_as_they_were(
    parts: tuple[Pdf, ...], order: tuple[int, ...]
) -> None:
    chosen = [parts[at] for at in order]
    whole = bind(chosen)
    assert words(whole) == [text for part in chosen for text in words(part)]
    assert sizes(whole) == [size for part in chosen for size in sizes(part)]
    assert whole.pages == sum(part.pages for part in chosen)
    assert whole.missing == tuple(dict.fromkeys(m for part in chosen for m in part.missing))


def test_they_look_as_they_were_drawn(parts: tuple[Pdf, ...]) -> None:
    whole = pypdfium2.PdfDocument(bind(parts))
    at = 0
    for part in parts:
        for page in pypdfium2.PdfDocument(part):
            assert bytes(whole[at].render(scale=0.5).buffer) == (
                bytes(page.render(scale=0.5).buffer)
            )
            at += 1


def test_every_reference_leads_to_an_object_and_no_font_shares_a_name(
    parts: tuple[Pdf, ...],
) -> None:
    reader = pypdf.PdfReader(BytesIO(bind(parts)), strict=True)
    count = reader.trailer["/Size"]
    names = []
    for number in range(1, count):
        found = reader.get_object(IndirectObject(number, 0, reader))
        assert found is not None, number
        if isinstance(found, dict) and found.get("/Type") == "/FontDescriptor":
            names.append(found["/FontName"])
    assert len(names) == len(set(names)) > len(parts)


def test_one_document_is_itself(parts: tuple[Pdf, ...]) -> None:
    assert bind(parts[:1]) is parts[0]


def test_many_documents_are_bound(parts: tuple[Pdf, ...]) -> None:
    many = random.Random(5).choices(parts, k=40)
    assert bind(many).pages == len(pypdfium2.PdfDocument(bind(many)))
