"""编辑住户: one household and its members in one pass of the keyboard; Esc goes back.

It never blocks: checks and saving run in their lanes, and what is typed is kept as a draft.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from typing_extensions import override

from ui.common import ime
from ui.common.buttons import Btn, on_click
from ui.common.frames import Banner, column, frame
from ui.drafts import Drafts
from ui.households.editor import telling
from ui.households.editor.asking import Asking
from ui.households.editor.foot import Foot
from ui.households.editor.form import FIRST, EditForm
from ui.households.editor.lines import Line
from ui.households.editor.notes import ClashBar
from ui.households.editor.opening import Opening
from ui.households.editor.saving import Saving
from ui.households.editor.sections import SectionList
from ui.households.editor.sheet import (
    Sheet,
    restore,
)
from ui.jobs import Jobs
from wenming_desktop.drafts import KeptDraft
from wenming_desktop.households.edit_choices import EditChoices
from wenming_desktop.households.edit_model import Difference, Door
from wenming_desktop.households.fields import EDITOR, Dictionary


class EditorPage(QWidget):
    """`left` when the clerk goes back, `saved` with the household, `titled` what is in hand."""

    left = Signal()
    saved = Signal(int)
    titled = Signal(str)

    def __init__(self, jobs: Jobs, drafts: Drafts, dictionary: Dictionary = EDITOR) -> None:
        super().__init__()
        self.setObjectName("page_household_editor")
        self.setProperty("k", "page")
        self.jobs, self.drafts, self.dictionary = jobs, drafts, dictionary
        self.sheet: Sheet | None = None
        self.form: EditForm | None = None
        self.places: list[telling.Place] = []
        self._asked = False
        self._kept_at: datetime | None = None
        self.opening = Opening(jobs, drafts, dictionary, self)
        self._make()
        self._connect()

    def _make(self) -> None:
        jump = Btn("跳到下一处", name="next_wrong", k="link")
        on_click(jump, self.next_wrong)
        self._wrong = Banner("danger", "", jump, key="F8")
        self._wrong.words.setObjectName("lbl_wrong")
        fresh = Btn("不要草稿", name="drop_draft", k="link")
        fresh.setAccessibleName("不要草稿，从登记簿里的重新填")
        on_click(fresh, self._start_over)
        self._resumed = Banner("info", "", fresh)
        self._resumed.words.setObjectName("lbl_resumed")
        self.clash = ClashBar()
        self.foot = Foot()
        self._middle = QHBoxLayout()
        self._middle.setSpacing(8)
        layout = column(self)
        above = QWidget()
        inside = column(above, margins=(16, 12, 16, 10), gap=10)
        for part in (self._wrong, self._resumed, self.clash):
            inside.addWidget(part)
            part.hide()
        inside.addLayout(self._middle, 1)
        layout.addWidget(above, 1)
        layout.addWidget(self.foot)

    def _connect(self) -> None:
        self.opening.chosen.connect(self._chosen)
        self.opening.taken.connect(self._show)
        self.foot.back.connect(self.leave)
        self.foot.save.connect(self.save)
        self.foot.more.connect(partial(self.save, more=True))
        self.drafts.kept.connect(self._draft_kept)
        self.drafts.failed.connect(self._draft_failed)
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+S": self.save,
            "Ctrl+Return": partial(self.save, more=True),
            "Ctrl+Enter": partial(self.save, more=True),
            "F8": self.next_wrong,
            "Alt+Left": self.leave,
            "Ctrl+Down": self._to_person,
            "Ctrl+Up": self._to_book,
        }
        for key, action in keys.items():
            shortcut = QShortcut(QKeySequence(key), self, action)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _to_person(self) -> None:
        if self.form is not None:
            self.form.to_person()

    def _to_book(self) -> None:
        if self.form is not None:
            self.form.to_book()

    def edit(self, household: int) -> None:
        """Take a household of the register in hand."""
        self.opening.edit(household)

    def begin(self, door: Door | None = None) -> None:
        """Begin a new household, at a door if one is known."""
        self.opening.begin(door)

    def _chosen(self, choices: EditChoices) -> None:
        if self.form is None:
            self._build(choices)
        elif self.form.choices.estates != choices.estates:
            self.form.door.estate.offer([(name, name) for name in choices.estates])

    def _build(self, choices: EditChoices) -> None:
        form = EditForm(self.dictionary, choices)
        self.form = form
        self._sections = SectionList(form.sections())
        box = frame("card")
        box.setObjectName("card_editor")
        column(box, margins=(1, 1, 1, 1)).addWidget(form)
        self._middle.addWidget(self._sections)
        self._middle.addWidget(box, 1)
        self._sections.chosen.connect(form.to_section)
        self.asking = Asking(self.jobs, form, self.dictionary, self)
        self.asking.checked.connect(self._checked)
        self.asking.brought.connect(self._changed_under)
        self.asking.open_asked.connect(self.edit)
        self.saving = Saving(self.jobs, self.drafts, form, self.dictionary, (self.foot, self.clash))
        self.saving.saved.connect(self._saved)
        self.saving.next_begun.connect(self.begin)
        self.saving.stopped.connect(self._stopped)
        self.saving.changed.connect(self._changed_under)
        form.edited.connect(self._edited)
        form.left.connect(self._left_field)

    def _show(self, sheet: Sheet, draft: KeptDraft | None) -> None:
        """Show a sheet, with its draft over it when there is one."""
        found: tuple[Difference, ...] = ()
        if draft is not None:
            found = restore(sheet, draft.content)
        self.sheet, self._asked = sheet, False
        self._kept_at = draft.at if draft is not None else None
        self.foot.wait(waiting=False)
        self.foot.tell_kept(self._kept_at)
        self._resumed.setVisible(draft is not None)
        if draft is not None:
            self._resumed.words.setText(f"这里是 {draft.at:%m-%d %H:%M} 没存完的，接着填就行。")
        form = self.form
        if form is None:
            return
        labelled = tuple(
            one._replace(label=form.rows.labels.get(one.field, one.field)) for one in found
        )
        head = "这一户在写草稿以后有人改过，请看一眼。" if labelled else ""
        self.clash.show_found(head, labelled)
        self._told([])
        form.show_sheet(sheet)
        self.asking.take(sheet)
        self.titled.emit(sheet.title())
        self._focus(form, sheet)
        self._sections.mark(FIRST)
        self.asking.check_soon()

    def _focus(self, form: EditForm, sheet: Sheet) -> None:
        if sheet.household_id is not None or sheet.door.room:
            form.to_book()
        else:
            form.door.begin()

    def _edited(self) -> None:
        if self.sheet is None:
            return
        if self.sheet.dirty:
            self.drafts.keep(self.sheet.form, self.sheet.content())
        else:
            self.drafts.drop(self.sheet.form)
            self.foot.tell_kept(None)

    def _left_field(self) -> None:
        self.asking.check_soon()
        if self.form is not None:
            key, _ = self.form.where()
            self._sections.mark(self.form.rows.section_of.get(key, FIRST if key else ""))

    def _changed_under(self) -> None:
        if self.form is not None:
            self.form.refresh()
        self._edited()
        self.asking.check_soon()

    def _checked(self, problems: Any, rows: Any) -> None:
        if self.form is not None:
            known = self.sheet is not None and self.sheet.household_id is not None
            asked = self._asked or known
            self._told(telling.places(self.form, problems, rows, asked=asked))

    def _told(self, places: list[telling.Place]) -> None:
        """Show where something is wrong: in place, in the section list, in the banner."""
        self.places = places
        if self.form is None:
            return
        telling.tell(self.form, places)
        self._sections.tell(telling.counts(self.form, places), checked=self.sheet is not None)
        wrong = sum(place.stops for place in places)
        kept = f"其余内容 {self._kept_at:%H:%M} 已存成草稿，不会丢。" if self._kept_at else ""
        self._wrong.words.setText(f"还有 {wrong} 处要改　改好就能保存。{kept}")
        self._wrong.setVisible(bool(wrong))

    def next_wrong(self) -> None:
        """Bring the cursor to the next place that must be mended (F8)."""
        if self.form is not None:
            self._settle()
            place = telling.after(self.places, telling.here(self.form))
            if place is not None:
                self._go(place)

    def _go(self, place: telling.Place) -> None:
        if self.form is not None:
            self.form.go(place.key, place.member)
            telling.tell(self.form, self.places)

    def _settle(self) -> None:
        ime.commit()
        now = QApplication.focusWidget()
        if isinstance(now, Line) and self.isAncestorOf(now):
            now.settle()

    def save(self, *, more: bool = False) -> None:
        """Save; with problems go to the first. `more` begins the next household after it."""
        if self.sheet is not None:
            self._settle()
            self._asked = True
            self.saving.save(self.sheet, more=more)

    def _stopped(self, problems: Any, rows: Any) -> None:
        """Saving was refused: the cursor goes to the first place that must be mended."""
        self._checked(problems, rows)
        first = telling.after(self.places, telling.BEFORE)
        if first is not None:
            self._go(first)
        self.asking.check_soon()

    def _saved(self, household: int) -> None:
        self.sheet = None
        self.saved.emit(household)

    def _start_over(self) -> None:
        """The draft is dropped, the register's own values come back."""
        if self.sheet is None:
            return
        self.drafts.drop(self.sheet.form)
        household = self.sheet.household_id
        if household is None:
            self.begin()
        else:
            self.edit(household)

    def _draft_kept(self, form: str, at: datetime) -> None:
        if self.sheet is not None and form == self.sheet.form:
            self._kept_at = at
            self.foot.tell_kept(at)

    def _draft_failed(self, form: str, why: str) -> None:
        if self.sheet is not None and form == self.sheet.form:
            self.foot.tell_failed(why)

    def leave(self) -> None:
        """Go back; what was typed stays as a draft."""
        self._settle()
        if self.sheet is not None and not self.sheet.dirty:
            self.drafts.drop(self.sheet.form)
        self.sheet = None
        self.left.emit()

    @override
    def hasHeightForWidth(self) -> bool:
        # The form scrolls by itself: the page must not ask for the height of all of it.
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
