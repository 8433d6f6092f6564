"""The chart printed from an office says what its tree says."""

from tests.forms import reading
from tests.wenming_desktop.party import small
from wenming_desktop.papers.party_tree import PrintTree, print_tree
from wenming_desktop.work import Desk


def test_the_chart_names_who_leads_and_how_many(desk: Desk) -> None:
    small.make(desk)
    pdf = print_tree(desk, PrintTree("A3"))
    text = reading.text(pdf)
    assert pdf.pages == 1
    for words in ("槐荫里社区大党委", "第一网格党支部", small.CELL, "组长 孙福顺"):
        assert words in text, words


def test_an_office_without_a_tree_prints_an_empty_chart(desk: Desk) -> None:
    assert print_tree(desk, PrintTree()).pages == 1
