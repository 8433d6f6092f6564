"""How a refusal finds its field, and how what is worth a look is told after saving."""

from collections.abc import Mapping

from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow
from ui.jobs import Jobs
from wenming_desktop.errors import UserError
from wenming_desktop.party.member_refusals import MemberProblemsError


def tell(dialog: FormDialog, rows: Mapping[str, FormRow], error: UserError) -> None:
    """Say why beside each field, or above the buttons where it has none here."""
    problems = error.problems if isinstance(error, MemberProblemsError) else None
    dialog.refuse(rows, error, problems)


def tell_doubts(jobs: Jobs, warnings: tuple[str, ...]) -> None:
    """Say what is worth a look although it was saved."""
    if warnings:
        jobs.messages.warn("存下了，请看一眼：" + " ".join(warnings))
