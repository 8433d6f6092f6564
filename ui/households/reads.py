"""The reads of the list: a new question's count and first page are looked for in one read."""

from PySide6.QtCore import QObject

from ui.common import opening
from ui.jobs import Jobs, Reply
from wenming_desktop.households.queries import (
    household_count,
    household_opening,
    household_page,
)

_QUESTIONS = opening.Questions(household_count, household_page, household_opening)


class OpeningReads(opening.OpeningReads):
    """The joined reads of the register."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(jobs, Reply, _QUESTIONS, parent)
