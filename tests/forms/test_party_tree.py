"""The chart of the five levels: every node once, long branches go on, A4 and A3."""

from dataclasses import replace

import pytest

from tests.forms import reading
from wenming_desktop.forms import party_tree
from wenming_desktop.forms.party_tree import NodeBox

CHART = party_tree.sample()


def test_every_node_stands_on_the_sheet() -> None:
    pdf = party_tree.draw(CHART)
    text = reading.text(pdf)
    assert (pdf.pages, pdf.missing, pdf.cut) == (1, (), ())
    names = [branch.box.name for branch in CHART.branches]
    names += [cell.name for branch in CHART.branches for cell in branch.cells]
    assert [text.count(name) for name in names] == [1] * len(names)
    assert "阿卜杜拉·吐尔逊·买买提江" in text


def test_a_branch_with_many_cells_goes_on_in_the_next_column() -> None:
    branch = CHART.branches[0]
    many = tuple(NodeBox(f"甲院{at}号楼党小组", "孙福顺", 3) for at in range(100, 130))
    pdf = party_tree.draw(replace(CHART, branches=(replace(branch, cells=many),)))
    text = reading.text(pdf)
    assert all(cell.name in text for cell in many)
    assert f"{branch.box.name}（续）" in text


def test_many_branches_go_on_to_the_next_page() -> None:
    pdf = party_tree.draw(replace(CHART, branches=CHART.branches * 2))
    assert pdf.pages == 2
    assert reading.text(pdf).count("槐荫里社区大党委") == 2


def test_an_office_without_branches_still_has_its_chain() -> None:
    pdf = party_tree.draw(replace(CHART, branches=()))
    assert (pdf.pages, "青河区委" in reading.text(pdf)) == (1, True)


@pytest.mark.parametrize(("paper", "size"), [("A4", (842, 596)), ("A3", (1191, 842))])
def test_the_paper_is_the_one_asked_for(paper: str, size: tuple[int, int]) -> None:
    picture = reading.picture(party_tree.draw(replace(CHART, paper=paper)), dpi=72)
    assert picture.size == size
