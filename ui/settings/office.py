"""社区信息: what stands on every card and form."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ui.common import ime
from ui.common.frames import column, frame
from ui.jobs import Reply
from ui.page import Services
from ui.settings.card_look import CardLookPane
from ui.settings.form import Form, Values, errors_of
from ui.settings.hours import hours_texts, read_hours
from ui.settings.recalculation import DeadlinesBar
from ui.settings.section import SaveFoot, Section, scrolled
from wenming_desktop.cards.look import post_choices
from wenming_desktop.errors import UserError
from wenming_desktop.settings.office import Office, read_office, save_office
from wenming_desktop.settings.rules import lines_of, pairs_of, wrong_fields

_PLAIN: Final = (
    "full_name",
    "short_name",
    "party_full_name",
    "province_name",
    "city_name",
    "district_name",
    "subdistrict_name",
    "address",
    "duty_phone",
    "supervision_hotline",
    "subdistrict_hotline",
    "area_code",
    "slogan",
    "card_name",
    "card_heading",
)
_REQUIRED: Final = {"full_name": "社区全称", "short_name": "简称"}
_FEWEST_LEVELS: Final = 3
_LOOK_FROM, _BAR = 820, 10
"""From which width on the card stands beside its words."""
_TABLES: Final = frozenset({"community", "setting"})
_ON_CARD: Final = frozenset(
    {"staff", "grid", "building", "building_party_group", "party_member", "post_assignment"}
)


class OfficeSection(Section):
    """The office sheet; what is typed stays until it is saved or dropped."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "office")
        self._sheet: Office | None = None
        self._posts: dict[str, str] = {}
        self._look = CardLookPane(self.jobs)
        self._left, self._right = Form(), Form()
        self._foot = SaveFoot(may_write=self.may_write)
        self._fill()
        whole = column(self)
        card = frame("card")
        inside = column(card, margins=(1, 1, 1, 1))
        body = QWidget()
        columns = QHBoxLayout(body)
        columns.setContentsMargins(16, 12, 16, 12)
        columns.setSpacing(24)
        columns.addWidget(self._left, 1)
        columns.addWidget(self._right, 1)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 6, 0)
        beside.addWidget(scrolled(body), 1)
        self._beside = scrolled(self._look)
        beside.addWidget(self._beside)
        inside.addLayout(beside, 1)
        inside.addWidget(self._foot)
        whole.addWidget(card)
        for form in (self._left, self._right):
            form.edited.connect(self._edited)
            form.lock(locked=not self.may_write)
        self._foot.save_asked.connect(self.save)
        self._foot.drop_asked.connect(self._drop)
        self._look.warned.connect(self._warned)

    def _fill(self) -> None:
        left, right = self._left, self._right
        left.head("名称，印在卡片和表格上")
        left.line("full_name", "社区全称", required=True)
        left.line("short_name", "简称", longest=20, required=True)
        left.line("party_full_name", "党组织全称")
        left.line("province_name", "省", longest=30)
        left.line("city_name", "市", longest=30)
        left.line("district_name", "区县", longest=30)
        left.line("subdistrict_name", "街道", longest=30)
        left.line("address", "地址", longest=80)
        left.head("党组织各级叫什么，从上到下一行一级")
        left.area("level_names", "各级名称", "最下面三行是社区、网格、楼栋这三级", lines=5)
        left.spare()
        right.head("电话")
        right.line("duty_phone", "值班电话", longest=20, hint="如 8801 2000")
        right.line("supervision_hotline", "监督电话", longest=20)
        right.line("subdistrict_hotline", "街道热线", longest=20)
        right.line("area_code", "区号", longest=4, hint="如 0971")
        right.head("上班时间，办理时限照它算")
        right.line("hours", "平时", hint="如 08:30-12:00 14:00-17:30")
        right.line("summer_hours", "夏季", hint="没有不写，如 06-01到09-30 08:00-12:00 15:00-18:00")
        right.part(DeadlinesBar(self.services))
        right.head("连心卡")
        right.line("slogan", "口号", longest=40)
        right.segment(
            "card_name", "卡上的户主", [("full", "印全名"), ("surname", "只印姓"), ("none", "不印")]
        )
        self._add_post = right.pick("add_post", "加一个岗位", self._post_chosen)
        right.area("card_posts", "卡上的岗位", "一行一个，先写的先印，如 网格员", lines=4)
        right.line("card_heading", "背面标题", longest=20)
        right.area("card_services", "能办的事", "一行一件，如 养老资格认证", lines=5)
        right.area("card_phones", "常用电话", "一行一个，先名称后电话，如 供暖报修 8801 5100")
        right.spare()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._beside.setFixedWidth(self._look.minimumWidth() + _BAR)
        self._beside.setVisible(self.width() >= _LOOK_FROM)

    def _warned(self, text: str) -> None:
        """Where there is no room for the card, what does not fit on it is said in the foot."""
        if text and not self._look.isVisible():
            self._foot.say(text.replace("\n", "；"))

    @override
    def start(self) -> None:
        self.jobs.read(self, self._know_posts, post_choices)

    def _know_posts(self, choices: tuple[tuple[str, str], ...]) -> None:
        self._posts = dict(choices)
        self._add_post.offer([("", "选一个，加到下面"), *((name, name) for _, name in choices)])
        self.jobs.read(self, self._show, read_office)

    def _post_chosen(self, name: str) -> None:
        """Write a post that was picked below the others."""
        self._right.add_line("card_posts", name)
        self._add_post.choose("")

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self.jobs.read(self, self._show, read_office)
        if tables & _ON_CARD:
            self._look.draw_again()

    @override
    def save(self) -> None:
        ime.commit()
        if self._sheet is None or not self.may_write or not self._dirty():
            return
        wanted, wrong = self._wanted(self._sheet)
        self._show_errors(wrong)
        if wrong:
            self._foot.say(f"还有 {len(wrong)} 处要改，没有保存")
            return
        self._foot.say("正在保存")
        self.jobs.write(
            self, Reply(partial(self._saved, wanted), self._refused), save_office, wanted
        )

    def _wanted(self, sheet: Office) -> tuple[Office, Values]:
        """The sheet as typed, and what is wrong with it field by field."""
        values = self._values()
        wrong = wrong_fields(values, _REQUIRED)
        phones, said = pairs_of(values["card_phones"], needs_phone=True)
        if said:
            wrong["card_phones"] = said
        posts, unknown = self._codes_of(values["card_posts"])
        if unknown:
            wrong["card_posts"] = f"没有“{unknown}”这个岗位，从上面选一个加进来"
        levels = lines_of(values["level_names"])
        if len(levels) < _FEWEST_LEVELS:
            wrong["level_names"] = "社区、网格、楼栋三级都要有名称，一行一级"
        hours, said_hours = read_hours(values["hours"], values["summer_hours"])
        wrong.update(said_hours)
        changes: dict[str, Any] = {key: values[key] for key in _PLAIN}
        wanted = replace(
            sheet,
            card_services=lines_of(values["card_services"]),
            card_phones=phones,
            card_posts=posts,
            level_names=levels,
            work_hours=sheet.work_hours if self._same_hours(values) else hours,
            **changes,
        )
        return wanted, wrong

    def _codes_of(self, text: str) -> tuple[tuple[str, ...], str]:
        """The codes of the posts written down, and the first that is none."""
        by_name = {name: code for code, name in self._posts.items()}
        lines = lines_of(text)
        unknown = next((line for line in lines if line not in by_name), "")
        return tuple(by_name[line] for line in lines if line in by_name), unknown

    def _same_hours(self, values: Values) -> bool:
        """Hours nobody touched are kept the way they are stored."""
        typed = values["hours"], values["summer_hours"]
        return self._sheet is not None and typed == hours_texts(self._sheet.work_hours)

    def _saved(self, wanted: Office, _id: int) -> None:
        self._sheet = wanted
        self._put(self._shown(wanted))

    def _refused(self, error: UserError) -> None:
        self._show_errors(errors_of(error, self._left, self._right))
        self._foot.say(error.message)

    def _show(self, sheet: Office) -> None:
        """Show the sheet; what is being typed is not overwritten."""
        typed = self._dirty()
        self._sheet = sheet
        if typed:
            self._edited()
        else:
            self._put(self._shown(sheet))
        self.read_draft()

    @override
    def show_draft(self, content: Mapping[str, Any]) -> None:
        if self._sheet is None or self._dirty():
            return
        known = {key: str(value) for key, value in content.items() if self._knows(key)}
        self._put({**self._shown(self._sheet), **known})
        if self._dirty():
            self._foot.say("上次没存的改动还在，看一眼再按 Ctrl+S 保存")

    def _knows(self, key: str) -> bool:
        return self._left.knows(key) or self._right.knows(key)

    def _put(self, values: Values) -> None:
        for form in (self._left, self._right):
            form.put(values)
        self._edited()

    def _drop(self) -> None:
        if self._sheet is not None:
            self._put(self._shown(self._sheet))

    def _shown(self, sheet: Office) -> Values:
        """The sheet as its fields show it."""
        posts = [self._posts[code] for code in sheet.card_posts if code in self._posts]
        return {**values_of(sheet), "card_posts": "\n".join(posts)}

    def _values(self) -> Values:
        return {**self._left.values(), **self._right.values()}

    def _dirty(self) -> bool:
        return self._sheet is not None and self._values() != self._shown(self._sheet)

    def _edited(self) -> None:
        dirty = self._dirty()
        self._foot.show_state(dirty=dirty)
        if self._sheet is not None:
            self._look.show_office(self._wanted(self._sheet)[0])
        self.unsaved.emit(dirty)
        self.keep_draft(self._values() if dirty else {})

    def _show_errors(self, wrong: Values) -> None:
        for form in (self._right, self._left):
            form.show_errors(wrong)


def values_of(sheet: Office) -> Values:
    """The sheet as its fields show it, but for the posts, whose names are the code list's."""
    values = {key: str(getattr(sheet, key)).strip() for key in _PLAIN}
    values["hours"], values["summer_hours"] = hours_texts(sheet.work_hours)
    values["level_names"] = "\n".join(sheet.level_names)
    values["card_services"] = "\n".join(sheet.card_services)
    values["card_phones"] = "\n".join(f"{name} {phone}" for name, phone in sheet.card_phones)
    return values
