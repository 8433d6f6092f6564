"""关怀: records in force and ended, what the rules suggest, and what may be done with them."""

from functools import partial

from PySide6.QtWidgets import QWidget

from ui.common.buttons import Btn, on_click, row
from ui.common.dossier import Section, cell, day
from ui.common.labels import ChipLabel
from ui.common.paint import Chip
from ui.households.record.lines import held, span
from ui.jobs import Jobs
from ui.life.care_dialog import CareDialog, EndCareDialog
from wenming_desktop.households.care import confirm_suggestions, decline_suggestions
from wenming_desktop.households.care_model import CareSuggestion
from wenming_desktop.life.dossier import CareLine, Dossier


class CareSection(Section):
    """Shows care; writes through its own dialogs."""

    def __init__(self, jobs: Jobs, over: QWidget, *, may_write: bool) -> None:
        super().__init__("care", "关怀")
        self._jobs, self._over, self._may_write = jobs, over, may_write
        self._care: CareDialog | None = None
        self._end: EndCareDialog | None = None
        self._people: tuple[tuple[int, str], ...] = ()

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the records of a household."""
        self.clear()
        self._people = tuple((one.line.id, one.line.name) for one in dossier.people)
        if self._may_write and self._people:
            start = Btn("列为关爱对象", name="care_start", icon="ri.add-line", small=True)
            on_click(start, self.ask_start)
            self.layout_.addLayout(row(start, None))
        if dossier.suggestions:
            self.head("按规矩看像是，请人确认")
            for at, one in enumerate(dossier.suggestions, 1):
                self._suggest(at, one)
        now = [line for line in dossier.care if line.row.end_on is None]
        over = [line for line in dossier.care if line.row.end_on is not None]
        self.head("现在的关爱")
        for at, line in enumerate(now, 1):
            self._add(at, line)
        if not now:
            self.say("没有人列为关爱对象。")
        if over:
            self.head("已经终止的")
            for line in over:
                self._ended(line)
        self.end()

    def _suggest(self, at: int, one: CareSuggestion) -> None:
        parts: list[QWidget] = [
            cell(one.name, 120, "head"),
            cell(one.category_name, 210),
            cell(one.why, k="sm2"),
        ]
        if self._may_write:
            yes = Btn("列入", name=f"care_yes_{at}", small=True)
            no = Btn("不列入", name=f"care_no_{at}", k="link")
            yes.setAccessibleName(f"列入 {one.name} {one.category_name}")
            no.setAccessibleName(f"不列入 {one.name} {one.category_name}")
            on_click(yes, partial(self._jobs.write, self, _done, confirm_suggestions, (one,)))
            on_click(no, partial(self._jobs.write, self, _done, decline_suggestions, (one,), ""))
            parts += [yes, no]
        self.add(*parts)

    def _add(self, at: int, line: CareLine) -> None:
        care = line.row
        facts = (
            f"{day(care.start_on)} 起",
            line.rhythm,
            f"{day(care.review_on)} 复核" if care.review_on else "",
            care.needs,
        )
        parts: list[QWidget] = [
            cell(line.name, 120, "head"),
            held(ChipLabel(Chip(care.category_name, "困")), 210),
            cell("　".join(part for part in facts if part), k="sm2"),
        ]
        if self._may_write:
            change = Btn("改", name=f"care_change_{at}", k="link")
            end = Btn("终止", name=f"care_end_{at}", k="link")
            change.setAccessibleName(f"改 {line.name} {care.category_name}")
            end.setAccessibleName(f"终止 {line.name} {care.category_name}")
            on_click(change, partial(self.ask_change, line))
            on_click(end, partial(self.ask_end, line))
            parts += [change, end]
        self.add(*parts)

    def _ended(self, line: CareLine) -> None:
        care = line.row
        self.add(
            cell(line.name, 120, "sm2"),
            cell(care.category_name, 210, "sm2"),
            cell(f"{span(care.start_on, care.end_on)}　{care.end_reason}", k="sm2"),
        )

    def ask_start(self) -> None:
        """Bring the dialog that puts somebody on a category."""
        self._dialog().begin(self._people)

    def ask_change(self, line: CareLine) -> None:
        """Bring it for a record."""
        self._dialog().begin(((line.row.resident_id, line.name),), line.row)

    def ask_end(self, line: CareLine) -> None:
        """Bring the dialog that ends a record."""
        if self._end is None:
            self._end = EndCareDialog(self._jobs, self._over)
        self._end.begin(line.name, line.row)

    def _dialog(self) -> CareDialog:
        if self._care is None:
            self._care = CareDialog(self._jobs, self._over)
        return self._care


def _done(_count: int) -> None:
    """The write itself has the household read again."""
