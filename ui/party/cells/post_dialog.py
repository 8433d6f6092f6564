"""岗位: somebody is put on a post with a term and a duty, or taken off it."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.common.buttons import Segment
from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow, first_wrong
from ui.jobs import Jobs, Reply
from ui.life.group import order_tabs, short_line
from ui.party.cells.read_rows import UNREAD, chosen, days_read
from ui.party.wishes.person_field import PersonField
from wenming_desktop.errors import UserError
from wenming_desktop.party.node_forms import post_form, today
from wenming_desktop.party.organisation_model import AssignPost, EndPost, PostForm, PostLine
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.posts import assign_post, end_post
from wenming_desktop.party.rules import LEADING
from wenming_desktop.wishes.finding import find_people

_KINDS: Final = (
    ("member", "党员"),
    ("staff", "工作人员"),
    ("resident", "居民"),
    ("", "外单位的人"),
)
_TABLES: Final = {"committee": "org", "branch": "org"}
_FOLLOWS: Final = "这个岗位同时只有一个人：存下后，现任的到前一天为止。"


class PostDialog(FormDialog):
    """Puts somebody on a post of a node; `kept` when it was done."""

    kept = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("post", "安排岗位", "安排岗位", parent)
        self._jobs = jobs
        self._form: PostForm | None = None
        self._today = date.today()
        self.place = Choice("post_place", "在哪里", searchable=True)
        self.post = Choice("post_post", "岗位", searchable=True)
        self.kind = Segment("post_kind", _KINDS)
        self.member = Choice("post_member", "党员", searchable=True)
        self.staff = Choice("post_staff", "工作人员", searchable=True)
        self.resident = PersonField(jobs, find_people, "post_resident", "居民的姓名、拼音、电话")
        self.name = short_line("post_name", "姓名", 50)
        self.phone = short_line("post_phone", "电话", 20)
        self.begun, self.until = (
            DateField("post_from", "开始日期", lambda: self._today),
            DateField("post_to", "结束日期", lambda: self._today),
        )
        self.duty = short_line("post_duty", "职责", 200)
        self._fields = {key: self.add(row) for key, row in self._made().items()}
        self.place.currentIndexChanged.connect(self._offer_posts)
        self.post.currentIndexChanged.connect(self._fit_post)
        self.kind.chosen.connect(self._fit_kind)
        self.submitted.connect(self._save)

    def _made(self) -> dict[str, FormRow]:
        return {
            "place": FormRow("post_place", "在哪里", self.place, required=True),
            "post": FormRow("post_post", "岗位", self.post, required=True),
            "person": FormRow("post_kind", "是谁", self.kind),
            "member": FormRow("post_member", "党员", self.member, required=True),
            "staff": FormRow("post_staff", "工作人员", self.staff, required=True),
            "resident": FormRow("post_resident", "居民", self.resident, required=True),
            "name": FormRow("post_name", "姓名", self.name, required=True),
            "phone": FormRow("post_phone", "电话", self.phone),
            "from_on": FormRow("post_from", "开始日期", self.begun, required=True),
            "to_on": FormRow("post_to", "结束日期", self.until),
            "duty": FormRow("post_duty", "职责", self.duty),
        }

    def begin(self, node: NodeFilter) -> None:
        """Show it for a node of the tree."""
        self._form = None
        self.wait(waiting=True)
        self._jobs.read(self, self._put, post_form, node)

    def _put(self, form: PostForm) -> None:
        self._form, self._today = form, form.today
        self.fail("")
        for row in self.rows:
            row.clear()
        self._fields["to_on"].show_note("没有定就空着")
        self._fields["phone"].show_note("会印在连心卡上的，写能公开的电话")
        self.place.offer([((kind, row_id), words) for kind, row_id, words in form.places])
        self.place.choose(form.places[0][:2])
        self.member.offer([(0, "还没有选"), *form.members])
        self.staff.offer([(0, "还没有选"), *form.staff])
        self.member.choose(0)
        self.staff.choose(0)
        self.resident.put(None)
        for line in (self.name, self.phone, self.duty):
            line.clear()
        self.begun.put(form.today)
        self.until.put(None)
        self.kind.choose("member")
        self._offer_posts()
        self._fit_kind(self.kind.value())
        self.bring()
        order_tabs([row.editor for row in self.rows])

    def _offer_posts(self) -> None:
        held = self._place()
        if self._form is not None and held is not None:
            at = held[0]
            found = [(code, name) for code, name, where, _ in self._form.posts if at in where]
            self.post.offer(found)
        self._fit_post()

    def _place(self) -> tuple[str, int] | None:
        held = self.place.value()
        return (str(held[0]), int(held[1])) if isinstance(held, tuple) else None

    def _fit_post(self) -> None:
        """A party post is a member's; who leads is one at a time."""
        code = str(self.post.value() or "")
        posts = self._form.posts if self._form is not None else ()
        own = any(one[0] == code and one[3] for one in posts)
        self._fields["person"].setVisible(not own)
        if own:
            self.kind.choose("member")
            self._fit_kind("member")
        self.told.setText(_FOLLOWS if code in LEADING else "")

    def _fit_kind(self, kind: str) -> None:
        shown = {"member": ("member",), "staff": ("staff",), "resident": ("resident",)}
        for key in ("member", "staff", "resident", "name", "phone"):
            self._fields[key].setVisible(key in shown.get(kind, ("name", "phone")))
        if self.isVisible():
            self._fit()

    def _person(self) -> tuple[str, int]:
        kind = self.kind.value()
        held = {
            "member": chosen(self.member.value()),
            "staff": chosen(self.staff.value()),
            "resident": self.resident.value() or 0,
        }
        return kind, held.get(kind, 0)

    def _save(self) -> None:
        for row in self.rows:
            row.clear()
        place, (kind, row_id) = self._place(), self._person()
        if place is None:
            self._fields["place"].show_error("要从列表里选一处。")
        if not self.post.value():
            self._fields["post"].show_error("要从列表里选一个岗位。")
        if kind and not row_id:
            self._fields[kind].show_error("还没有选是谁，要选一个人。")
        if not kind and not self.name.text().strip():
            self._fields["name"].show_error("还没有写姓名，要写上。")
        days_read(self._fields, "to_on")
        if self.begun.value() is None:
            self._fields["from_on"].show_error(UNREAD)
        if first_wrong(self.rows) is not None or place is None:
            return
        command = AssignPost(
            post=str(self.post.value()),
            place=(_TABLES.get(place[0], place[0]), place[1]),
            person=(kind, row_id),
            name=self.name.text(),
            phone=self.phone.text(),
            from_on=self.begun.value(),
            to_on=self.until.value(),
            duty=self.duty.text(),
        )
        self.wait(waiting=True)
        self._jobs.write(self, Reply(self._done, self._refused), assign_post, command)

    def _done(self, _post: int) -> None:
        self.wait(waiting=False)
        self.kept.emit()
        self.accept()

    def _refused(self, error: UserError) -> None:
        self.refuse(self._fields, error)


class EndPostDialog(FormDialog):
    """Takes somebody off a post; `kept` when it was done."""

    kept = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("end_post", "结束岗位", "结束岗位", parent)
        self._jobs, self._post = jobs, 0
        self._today = date.today()
        self.day = DateField("end_post_on", "结束日期", lambda: self._today)
        row = FormRow("end_post_on", "结束日期", self.day, required=True)
        self._fields = {"on": self.add(row)}
        self._fields["on"].show_note("这一天还在任，第二天起不再任")
        self.submitted.connect(self._end)

    def begin(self, line: PostLine) -> None:
        """Show it for a post that is held."""
        self._post = line.id
        self.setWindowTitle(f"结束岗位　{line.name}　{line.post}")
        since = f"{line.from_on:%Y-%m-%d} 起" if line.from_on else "开始日期没有写"
        parts = (line.place, since, line.duty)
        self.told.setText("　".join(part for part in parts if part))
        self.fail("")
        self.day.put(None)
        self._jobs.read(self, self._date, today)
        self.bring()

    def _date(self, day: date) -> None:
        self._today = day
        if not self.day.text():
            self.day.put(day)

    def _end(self) -> None:
        day = self.day.value()
        if day is None:
            self._fields["on"].show_error(UNREAD)
            first_wrong(self.rows)
            return
        self.wait(waiting=True)
        command = EndPost(self._post, day)
        self._jobs.write(self, Reply(self._done, self._refused), end_post, command)

    def _done(self, _post: int) -> None:
        self.wait(waiting=False)
        self.kept.emit()
        self.accept()

    def _refused(self, error: UserError) -> None:
        self.refuse(self._fields, error)
