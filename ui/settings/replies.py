"""标准答复: words for the steps of a ticket, each for all categories or for one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from typing_extensions import override

from ui.common.choice import Choice
from ui.common.columns import Column
from ui.common.paint import Chip
from ui.page import Services
from ui.settings.form import ON, Form, Values
from ui.settings.rows import RowsSection
from wenming_desktop.settings.rules import wrong_fields
from wenming_desktop.tickets.replies import KINDS, TEXT, TITLE, Reply, all_replies, save_reply
from wenming_desktop.tickets.word_desk import WordChoices, word_choices

_STOPPED: Final = (Chip("已停用", "rent"),)
_NAMED: Final = {"name": "标题", "text": "答复"}


class RepliesSection(RowsSection[Reply]):
    """The office's own ready words."""

    what = "标准答复"
    icon = "ri.chat-check-line"
    empty_words = ("还没有标准答复", "在右边写上标题和答复，办工单时按 F9 就能用。")

    def __init__(self, services: Services) -> None:
        self._choices = WordChoices((), ())
        self._kind: Choice
        self._category: Choice
        super().__init__(services, "replies", self._columns())
        self._new.setText(" 加答复")
        self._new.setAccessibleName("加答复")

    def _columns(self) -> tuple[Column[Reply], ...]:
        return (
            Column("kind", "哪一步", self._kind_name, width=86, quiet=True),
            Column("title", "标题", lambda line: line.title, width=128, bold=True),
            Column("text", "答复", lambda line: line.text.replace("\n", " "), stretch=True),
            Column(
                "state",
                "状态",
                lambda line: "在用" if line.enabled else "已停用",
                width=76,
                chips=lambda line: () if line.enabled else _STOPPED,
            ),
        )

    def _kind_name(self, line: Reply) -> str:
        return dict(self._choices.kinds).get(line.kind, line.kind)

    @override
    def fill(self, form: Form) -> None:
        self._kind = form.choice("kind", "哪一步用")
        form.line("name", "标题", longest=TITLE, required=True, hint="如 当场处理好")
        form.area("text", "答复", "写一段话。不定的地方写成 {处理情况}，用的时候再填", lines=7)
        self._category = form.choice("category", "只给哪一类用", searchable=True)
        form.tick("enabled", "在用。停用后不再给选，以前写进工单的不变")

    @override
    def read(self) -> None:
        self.jobs.read(self, self._offer, word_choices)

    def _offer(self, choices: WordChoices) -> None:
        self._choices = choices
        self._kind.offer(choices.kinds)
        self._category.offer([("", "所有类别都可用"), *choices.categories])
        self.jobs.read(self, self.show_rows, all_replies)

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & {"standard_reply", "code_item"}:
            self.read()

    @override
    def key(self, line: Reply) -> int:
        return line.id

    @override
    def values_of(self, line: Reply | None) -> Values:
        line = line or Reply(KINDS[0], "", "")
        return {
            "kind": line.kind,
            "name": line.title,
            "text": line.text,
            "category": line.category,
            "enabled": ON if line.enabled else "",
        }

    @override
    def command(self, line: Reply | None, values: Values) -> tuple[Callable[..., Any], Any, Values]:
        wrong = wrong_fields({key: values[key] for key in _NAMED}, _NAMED)
        if len(values["text"]) > TEXT:
            wrong["text"] = f"现在 {len(values['text'])} 个字，最多 {TEXT} 个字"
        if self._category.value() is None:
            wrong["category"] = "没有这一类，打几个字或首字母再选"
        wanted = replace(
            line or Reply("", "", ""),
            kind=values["kind"],
            title=values["name"],
            text=values["text"],
            category=values["category"],
            enabled=bool(values["enabled"]),
        )
        return save_reply, wanted, wrong
