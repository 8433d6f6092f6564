"""A dialog of 人口变动: who and when, what it will touch told below, one act that does it all."""

from datetime import date
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.form_row import FormRow, first_wrong
from ui.jobs import Job, Jobs, Reply
from ui.life.group import Line, order_tabs, short_line
from ui.life.home_field import HomeField
from ui.life.newcomers import RELATION, Newcomers
from ui.life.people import PeopleTicks
from ui.life.shapes import ALWAYS, SHAPES
from ui.life.touched import TouchedList
from ui.life.wide import WideDialog
from wenming_desktop.errors import UserError
from wenming_desktop.households.edit_model import Door, MemberEdit
from wenming_desktop.households.model import HouseholdDetail, MemberRow
from wenming_desktop.life.ask import EventStart, event_start
from wenming_desktop.life.model import TITLES, Kind, LifeEvent, Recorded, Touches
from wenming_desktop.life.refusals import EventNotReadyError
from wenming_desktop.life.service import preview_event, record_event

_PAUSE_MS: Final = 150
NOBODY: Final = (None, "还没有定")
_DOOR_NOTES: Final = {
    Kind.MOVE_IN: "房号空着，就是迁到这一户",
    Kind.MOVE_WITHIN: "全家一起搬，整户换门牌，户编号不变",
    Kind.SPLIT: "房号空着，就还在原来的门里",
}


class LifeDialog(WideDialog):
    """One kind of event of one household; `recorded` carries the household where it ended."""

    recorded = Signal(int)

    def __init__(self, kind: Kind, jobs: Jobs, parent: QWidget | None = None) -> None:
        self.kind, self.shape = kind, SHAPES[kind]
        super().__init__(f"life_{kind}", TITLES[kind], self.shape.words(0), parent)
        self._jobs = jobs
        self._household: HouseholdDetail | None = None
        self._job: Job | None = None
        self._today = date.today()
        self._touches: Touches | None = None
        self._fields: dict[str, FormRow] = {}
        self._make_parts()
        self._make_rows()
        self.touched = TouchedList()
        self.column.addWidget(self.touched)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self.submitted.connect(self._record)

    def _make_parts(self) -> None:
        shape = self.shape
        self.day = DateField("life_on", "日期", lambda: self._today)
        self.people = PeopleTicks("who", related=shape.related)
        self.newcomers = Newcomers(
            self._jobs,
            max(1, shape.newcomers),
            born=self.kind is Kind.BIRTH,
            look=shape.namesakes,
        )
        self.home = HomeField(self._jobs)
        self.head = Choice("life_head", "新户主")
        self.hukou, self.living = QCheckBox("户籍"), QCheckBox("居住")
        for tick, name in ((self.hukou, "hukou"), (self.living, "living")):
            tick.setObjectName(f"tick_{name}")
            tick.setAccessibleName(f"{tick.text()}，{self.shape.goes}")
        self.place = short_line("life_place", "去哪里", 60)
        self.basis = short_line("life_basis", "依据", 60)
        self.day.edited.connect(self._changed)
        for part in (self.people, self.newcomers, self.home):
            part.changed.connect(self._changed)
        self.newcomers.grown.connect(self._order)
        self.head.activated.connect(self._changed)
        for tick in (self.hukou, self.living):
            tick.toggled.connect(self._changed)
        for line in (self.place, self.basis):
            line.textEdited.connect(self._changed)

    def _make_rows(self) -> None:
        """The rows the shape asks for; those it does not are never shown."""
        shape, split = self.shape, self.kind is Kind.SPLIT
        goes = Line(self.hukou, self.living)
        rows: tuple[tuple[str, str, QWidget, bool, str], ...] = (
            ("on", "life_on", self.day, True, "日期"),
            ("residents", "life_who", self.people, True, shape.who),
            ("newcomers", "life_newcomers", self.newcomers, True, shape.newcomer),
            ("door", "life_home", self.home, False, shape.home),
            ("goes", "life_goes", goes, False, shape.goes),
            ("new_head", "life_head", self.head, not split, "新户主" if shape.head else ""),
            ("place", "life_place", self.place, False, shape.place),
            ("basis", "life_basis", self.basis, False, "依据"),
        )
        for key, name, editor, required, label in rows:
            if label:
                needed = required and not (key == "newcomers" and shape.who)
                self._fields[key] = self.add(FormRow(name, label, editor, required=needed))
            else:
                editor.setParent(self)
                editor.hide()
        if shape.related:
            self._fields["relations"] = self._fields["residents"]

    def begin(self, household_id: int) -> None:
        """Show it empty for a household, dated today."""
        self._household, self._touches = None, None
        self.touched.show_touches(None)
        self.fail("")
        for one in self.rows:
            one.clear()
        self.day.put(None)
        self._fields["basis"].show_note("写证件、证明的名称或编号，可以空着")
        for line in (self.place, self.basis):
            line.clear()
        self.newcomers.begin()
        for tick in (self.hukou, self.living):
            tick.setChecked(True)
        self.head.offer([NOBODY])
        self._jobs.read(self, self._put, event_start, household_id)
        self.bring()

    def _put(self, start: EventStart) -> None:
        self._household = household = start.household
        self._today = start.today
        if not self.day.text():
            self.day.put(start.today)
        self.setWindowTitle(f"{TITLES[self.kind]}　{household.head}　{household.door}")
        self.newcomers.offer(start.relations, start.genders)
        self.people.offer(household.members, start.relations)
        if self.shape.home:
            self._put_door(start)
        if self.kind is Kind.SPLIT:
            self._fields["new_head"].show_note("空着就是分出去的第一位")
        self._offer_heads(household.members)
        self._fields_follow()
        if self.kind in (Kind.DEATH, Kind.MOVE_OUT):
            self.people.tick_only()
        self._order()
        self.look()
        self.fit_wide()

    def _order(self) -> None:
        editors = [one.editor for one in self.rows if one.editor is not self.day]
        order_tabs([self.day.line, self.day.pick, *editors, self.drop, self.do])

    def _put_door(self, start: EventStart) -> None:
        self.home.begin(start.estates, start.door, start.household.id)
        self._fields["door"].show_note(_DOOR_NOTES[self.kind])

    def _offer_heads(self, members: tuple[MemberRow, ...]) -> None:
        if self.shape.head == ALWAYS:
            pairs = [(one.id, one.name) for one in members]
            self.head.offer([NOBODY, *pairs])

    def _fields_follow(self) -> None:
        """A new head is asked for where one is needed, or was chosen already."""
        found = self._fields.get("new_head")
        if found is None or self.shape.head == ALWAYS:
            return
        asked = [ask for ask in (self._touches.asks if self._touches else ())
                 if ask.field == "new_head"]  # fmt: skip
        if asked:
            self.head.offer([NOBODY, *asked[0].people])
        found.setVisible(bool(asked) or self.head.value() is not None)

    def event_typed(self) -> LifeEvent | None:
        """Return the event as it is written; None while the day cannot be read."""
        on, household = self.day.value(), self._household
        if on is None or household is None:
            return None
        shape, head = self.shape, self.head.value()
        to, door = self._goal()
        into = None if self.kind is Kind.MOVE_IN and (to or door) else household.id
        return LifeEvent(
            kind=self.kind,
            on=on,
            household_id=to if self.kind is Kind.MOVE_IN and to else into,
            residents=self._residents(),
            newcomers=self._anew(),
            to_household=None if self.kind is Kind.MOVE_IN else to,
            door=None if to else door,
            new_head=head if isinstance(head, int) and shape.head else None,
            relations=self._relations(),
            hukou=self.hukou.isChecked() or not shape.goes,
            living=self.living.isChecked() or not shape.goes,
            place=self.place.text().strip(),
            basis=self.basis.text().strip(),
        )

    def _goal(self) -> tuple[int | None, Door | None]:
        return (self.home.household(), self.home.door()) if self.shape.home else (None, None)

    def _residents(self) -> tuple[int, ...]:
        """Those ticked; a spouse who is in the register already marries as one of them."""
        ticked = self.people.ticked() if self.shape.who else ()
        if self.kind is not Kind.MARRIAGE:
            return ticked
        known = (edit.resident_id for edit in self.newcomers.edits())
        return (*ticked, *(one for one in known if one is not None and one not in ticked))

    def _anew(self) -> tuple[MemberEdit, ...]:
        if not self.shape.newcomers:
            return ()
        edits = self.newcomers.edits()
        if self.kind is Kind.MARRIAGE:
            return tuple(edit for edit in edits if edit.resident_id is None)
        return edits

    def _relations(self) -> dict[int, str]:
        """Relations chosen beside the ticks, and that of a spouse found in the register."""
        said = self.people.relations() if self.shape.related else {}
        if self.kind is Kind.MARRIAGE:
            for edit in self.newcomers.edits():
                relation = edit.values.get(RELATION, "")
                if edit.resident_id is not None and relation:
                    said[edit.resident_id] = relation
        return said

    def _changed(self, _what: object = None) -> None:
        self._pause.start()
        self._say_button()

    def _say_button(self) -> None:
        people = len(self._residents()) + len(self._anew())
        self.do.setText(self.shape.words(people))
        self.do.setAccessibleName(self.shape.words(people))
        self.do.restyle()

    def look(self) -> None:
        """Ask what the event as written will touch."""
        self._pause.stop()
        if self._job is not None:
            self._job.drop()
        event = self.event_typed()
        if event is not None:
            reply: Reply[Touches] = Reply(self._seen, self._refused)
            self._job = self._jobs.read(self, reply, preview_event, event)
        elif self._household is not None:
            self.touched.show_touches(None)

    def _seen(self, touches: Touches) -> None:
        self._touches = touches
        self.touched.show_touches(touches)
        self._fields_follow()
        self._say_button()
        self.fit_wide()
        if touches.ready:
            self.fail("")
            self._clear_errors()

    def _clear_errors(self) -> None:
        for one in filter(FormRow.wrong, self.rows):
            one.clear()

    def _record(self) -> None:
        self._pause.stop()
        self._clear_errors()
        event = self.event_typed()
        if event is None:
            self._fields["on"].show_error("写不出是哪一天，比如 2026-12-01 或 昨天")
            first_wrong(self.rows)
            return
        self.wait(waiting=True)
        reply: Reply[Recorded] = Reply(self._done, self._refused)
        self._jobs.write(self, reply, record_event, event)

    def _done(self, recorded: Recorded) -> None:
        self.wait(waiting=False)
        self.recorded.emit(recorded.household_id)
        self.accept()

    def _refused(self, error: UserError) -> None:
        if not isinstance(error, EventNotReadyError):
            self.fail(error.message)
            return
        self.wait(waiting=False)
        self._seen(error.touches)
        for text in error.touches.problems:
            if "日期" in text:
                self._fields["on"].show_error(text)
            else:
                self.fail(text)
        for ask in error.touches.asks:
            if ask.field in self._fields:
                self._fields[ask.field].show_error(ask.text)
            else:
                self.fail(ask.text)
        first_wrong(self.rows)
