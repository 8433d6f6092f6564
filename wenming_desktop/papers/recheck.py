"""The list of a 回头看 sample on paper."""

from wenming_desktop.forms import recheck_list
from wenming_desktop.forms.gather_recheck import KEY, gather_recheck
from wenming_desktop.papers.archive import Paper
from wenming_desktop.work import Desk


def draw_recheck(desk: Desk, sample_id: int) -> Paper:
    """Draw a sample's list; nothing is kept until it is printed."""
    facts = desk.read(gather_recheck, sample_id)
    return Paper(KEY, facts, recheck_list.draw(facts), sample_id)
