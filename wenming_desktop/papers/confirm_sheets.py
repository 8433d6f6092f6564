"""核对表: 居民户信息登记表 of several households in one print, to be gone through at the door."""

from wenming_desktop.forms import household_sheet
from wenming_desktop.forms.household_sheet import HouseholdSheet
from wenming_desktop.forms.page import Pdf
from wenming_desktop.papers.household import sheet_of
from wenming_desktop.work import Desk, Work, use_case


def print_sheets(desk: Desk, households: tuple[int, ...]) -> Pdf:
    """Draw the sheets of these households, in their order; logged."""
    return household_sheet.draw_many(desk.write(take_sheets, households))


@use_case("households.print_sheets", "打印核对表", right="register.export", undo="none")
def take_sheets(work: Work, households: tuple[int, ...]) -> tuple[HouseholdSheet, ...]:
    """The facts of the sheets; identity numbers are covered, phones are not."""
    sheets = []
    for at, household in enumerate(households):
        work.progress.step(at, len(households), "读住户")
        sheets.append(sheet_of(work, household))
    work.note("print:household_sheets", households=len(sheets))
    return tuple(sheets)
