"""街巷: each street, who looks after it, its sign, and whether the sign still tells the truth."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.common.buttons import Btn, on_click, row
from ui.common.choice import Choice
from ui.common.columns import Column
from ui.common.labels import Words
from ui.common.paint import Chip
from ui.page import Services
from ui.printing import Preview, PrintPlace
from ui.settings.form import Form, Values
from ui.settings.rows import RowsSection
from wenming_desktop.settings.rules import day_of, lines_of, phone_wrong, wrong_fields
from wenming_desktop.streets import rules
from wenming_desktop.streets.model import (
    ChiefSheet,
    SignSheet,
    StreetChoices,
    StreetRow,
    StreetSheet,
)
from wenming_desktop.streets.queries import street_choices, streets
from wenming_desktop.streets.service import save_street, sign_made

if TYPE_CHECKING:
    from wenming_desktop.forms.page import Pdf
    from wenming_desktop.work import Desk

_TITLE: Final = "街巷长联系牌"
_EXPIRED: Final = dict(rules.CONDITIONS)[rules.EXPIRED]
_TABLES: Final = frozenset(
    {"street", "street_chief", "street_sign", "staff", "grid", "community", "setting"}
)
_NAMED: Final = {"name": "街巷名称"}
_DAYS: Final = ("chief_from", "installed_on", "checked_on")


def condition(line: StreetRow) -> str:
    """How the sign is: what it says wrongly comes before what was seen last."""
    if line.expired:
        return _EXPIRED
    if line.made_on is None:
        return "还没有制作"
    seen = line.sheet.sign.condition if line.sheet.sign is not None else ""
    return dict(rules.CONDITIONS).get(seen, "")


def _chips(line: StreetRow) -> tuple[Chip, ...]:
    said = condition(line)
    kind = (
        "ok" if said == dict(rules.CONDITIONS)[rules.GOOD] else "aged" if line.made_on else "rent"
    )
    return (Chip(said, kind),) if said else ()


def _chief(line: StreetRow) -> str:
    return line.sheet.chief.name if line.sheet.chief is not None else "—"


_COLUMNS: Final[tuple[Column[StreetRow], ...]] = (
    Column("name", "街巷", lambda line: line.sheet.name, stretch=True, bold=True),
    Column("chief", "街巷长", _chief, width=110),
    Column("sign", "牌号", lambda line: line.sign_no or "—", width=100),
    Column("state", "牌子", condition, width=110, chips=_chips),
)


class StreetsSection(RowsSection[StreetRow]):
    """The streets; a sign is printed as it reads today."""

    what = "街巷"
    icon = "ri.walk-line"
    empty_words = ("还没有街巷", "在右边写上名称和街巷长，按 Ctrl+S 保存，就能打印联系牌。")

    def __init__(self, services: Services) -> None:
        self._choices = StreetChoices((), (), ())
        self._class: Choice
        self._shown_row: StreetRow | None = None
        self._said = Words("", "sm2")
        self._print = Btn("打印联系牌", name="print_sign", icon="ri.printer-line", small=True)
        self._made = Btn("牌子做好了", name="sign_made", small=True)
        super().__init__(services, "streets", _COLUMNS)

    @override
    def fill(self, form: Form) -> None:
        self._said.setObjectName("lbl_sign")
        self._said.setWordWrap(True)
        form.part(self._said)
        buttons = QWidget()
        buttons.setLayout(row(self._print, self._made, None))
        form.part(buttons)
        form.line("name", "街巷名称", longest=40, required=True)
        form.line("start_point", "起点", longest=40, hint="如 槐荫街口")
        form.line("end_point", "终点", longest=40)
        form.line("length_m", "长度（米）", longest=6)
        self._class = form.choice("manage_class", "管理类别")
        form.area("grids", "所属网格", "一行一个，如 第二网格", lines=2)
        form.head("街巷长")
        form.line("chief_name", "姓名", longest=50)
        form.line("chief_phone", "电话", longest=20)
        form.segment("chief_origin", "来源", rules.ORIGINS)
        title = form.choice("chief_title", "职务")
        title.offer(rules.TITLES)
        form.line("chief_from", "从哪天起", longest=12, hint="如 2026-03-01，空着就是今天")
        form.area("duties", "职责", "一行一项，空着就是六必到、六必报十二项", lines=4)
        form.head("联系牌")
        form.line("location", "挂在哪里", longest=60, hint="如 菜场西口电线杆")
        form.segment("size", "大小", rules.SIZES)
        form.area("lines", "联系人", "一行一个，如 路段民警 值班岗 8801 5110", lines=6)
        form.line("supervision_phone", "监督电话", longest=20, hint="空着就用社区信息里的")
        form.line("installed_on", "安装日期", longest=12, hint="如 2026-03-05")
        form.line("checked_on", "核查日期", longest=12)
        seen = form.choice("condition", "牌子情况")
        seen.offer([("", "还没有看过"), *rules.CONDITIONS[:3]])
        on_click(self._print, self.print_sign)
        on_click(self._made, self.note_made)

    @override
    def read(self) -> None:
        self.jobs.read(self, self._offer, street_choices)

    def _offer(self, choices: StreetChoices) -> None:
        self._choices = choices
        self._class.offer([("", "还没有定"), *choices.classes])
        self.jobs.read(self, self.show_rows, streets)

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self.read()

    @override
    def key(self, line: StreetRow) -> int:
        return line.sheet.id or 0

    @override
    def values_of(self, line: StreetRow | None) -> Values:
        sheet = line.sheet if line is not None else StreetSheet("")
        chief, sign = sheet.chief or ChiefSheet(""), sheet.sign or SignSheet()
        names = dict(self._choices.duties)
        every = set(chief.duties) >= set(names)
        return {
            "name": sheet.name,
            "start_point": sheet.start_point,
            "end_point": sheet.end_point,
            "length_m": str(sheet.length_m or ""),
            "manage_class": sheet.manage_class,
            "grids": "\n".join(sheet.grids),
            "chief_name": chief.name,
            "chief_phone": chief.phone,
            "chief_origin": chief.origin or rules.ORIGINS[0][0],
            "chief_title": chief.title,
            "chief_from": _day(chief.from_on),
            "duties": "" if every else "\n".join(names.get(code, "") for code in chief.duties),
            "location": sign.location,
            "size": sign.size,
            "lines": "\n".join(" ".join(filter(None, one)) for one in sign.lines),
            "supervision_phone": sign.supervision_phone,
            "installed_on": _day(sign.installed_on),
            "checked_on": _day(sign.checked_on),
            "condition": sign.condition if sign.condition != rules.EXPIRED else "",
        }

    @override
    def showing(self, line: StreetRow | None) -> None:
        self._shown_row = line
        ready = line is not None and line.sheet.chief is not None
        self._print.setEnabled(ready)
        self._made.setEnabled(ready and self.may_write)
        self._made.setVisible(self.may_write)
        if line is not None and line.expired:
            self._said.setText(f"牌子上的信息过期了：{'、'.join(line.expired)}。重做一块再挂上")
        elif line is not None and line.made_on is not None:
            self._said.setText(f"编号 {line.sign_no}，{line.made_on:%Y-%m-%d} 制作，信息都还对")
        else:
            self._said.setText("填好街巷长就能打印联系牌。牌子做好挂上后，点“牌子做好了”")

    @override
    def command(
        self, line: StreetRow | None, values: Values
    ) -> tuple[Callable[..., Any], Any, Values]:
        wrong = wrong_fields(values, _NAMED)
        lines, said = rules.lines_from(values["lines"])
        if said:
            wrong["lines"] = said
        wrong.update(self._wrong(values))
        names = {name: code for code, name in self._choices.duties}
        chief = ChiefSheet(
            values["chief_name"],
            values["chief_phone"],
            values["chief_origin"],
            values["chief_title"],
            day_of(values["chief_from"]),
            tuple(names[word] for word in lines_of(values["duties"]) if word in names),
        )
        sign = SignSheet(
            values["location"],
            values["size"],
            lines,
            values["supervision_phone"],
            day_of(values["installed_on"]),
            day_of(values["checked_on"]),
            values["condition"],
        )
        return save_street, replace(_plain(line, values), chief=chief, sign=sign), wrong

    def _wrong(self, values: Values) -> Values:
        """What is wrong beside the name and the lines."""
        wrong: Values = {}
        for key in _DAYS:
            if values[key] and day_of(values[key]) is None:
                wrong[key] = f"“{values[key]}”看不出是哪一天，写 2026-03-01"
        for key in ("chief_phone", "supervision_phone"):
            if said := phone_wrong(values[key]):
                wrong[key] = said
        if values["length_m"] and not values["length_m"].isdigit():
            wrong["length_m"] = "长度只写数字，单位是米"
        known = {"duties": {name for _, name in self._choices.duties}}
        known["grids"] = set(self._choices.grids)
        for key, words in known.items():
            strange = [word for word in lines_of(values[key]) if word not in words]
            if strange:
                wrong[key] = f"没有“{strange[0]}”，可以写：{'、'.join(sorted(words))}"
        return wrong

    def print_sign(self) -> None:
        """Show the sign as it reads today."""
        if self._shown_row is not None:
            self.jobs.paper(self, self._show_sign, _draw, self.key(self._shown_row))

    def note_made(self) -> None:
        """The sign was made as it reads today."""
        if self._shown_row is not None and self.may_write:
            self.jobs.write(self, lambda _id: self.read(), sign_made, self.key(self._shown_row))

    def _show_sign(self, pdf: "Pdf") -> None:
        place = PrintPlace(self.jobs, self.services.memory, "street_sign")
        Preview(_TITLE, bytes(pdf), self.jobs.messages, self, place).show()


def _plain(line: StreetRow | None, values: Values) -> StreetSheet:
    """The street itself as typed, without chief and sign."""
    length = values["length_m"]
    return StreetSheet(
        name=values["name"],
        start_point=values["start_point"],
        end_point=values["end_point"],
        length_m=int(length) if length.isdigit() else None,
        manage_class=values["manage_class"],
        grids=lines_of(values["grids"]),
        id=line.sheet.id if line is not None else None,
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _draw(desk: "Desk", street: int) -> "Pdf":
    # Drawing needs reportlab; imported in the lane, with the first document.
    from wenming_desktop.papers.streets import DrawSign, draw_sign  # noqa: PLC0415

    return draw_sign(desk, DrawSign(street))
