"""Sheets of several households in one print: each numbers its own pages."""

from dataclasses import replace

from tests.forms import reading
from wenming_desktop.forms.household_sheet import draw, draw_many, sample


def test_each_household_has_the_pages_it_has_alone_and_counts_them_for_itself() -> None:
    long = sample()
    short = replace(long, household_no="H-9", members=long.members[:1])
    alone = [reading.pages(draw(sheet)) for sheet in (short, long)]
    both = draw_many((short, long, short))
    assert reading.pages(both) == alone[0] * 2 + alone[1]
    ends = [f"共 {pages} 页" for pages in (alone[0], alone[1], alone[0]) for _ in range(pages)]
    text = reading.text(both).replace(" ", "").replace("　", "")
    assert text.count("第1页") == 3
    assert sum(text.count(end.replace(" ", "")) for end in set(ends)) == len(ends)
