"""类别用词: the words of a caller by which a category is suggested; found, added, taken out."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ui.common.buttons import Btn, on_click, row
from ui.common.choice import Choice
from ui.common.columns import Column
from ui.common.held_rows import held
from ui.common.search_field import SearchField
from ui.page import Services
from ui.settings.form import Form, Values
from ui.settings.rows import RowsSection
from wenming_desktop.search.letters import letters
from wenming_desktop.settings.rules import wrong_fields
from wenming_desktop.tickets.word_desk import (
    WordChoices,
    WordLine,
    change_word,
    word_choices,
    word_lines,
)
from wenming_desktop.tickets.words import LONGEST, Keyword, drop_keyword

_SHORTEST: Final = 2
_COLUMNS: Final[tuple[Column[WordLine], ...]] = (
    Column("word", "用词", lambda line: line.word, width=200, bold=True),
    Column("category", "类别", lambda line: line.name or line.category, stretch=True),
)


class WordsSection(RowsSection[WordLine]):
    """The table of words, with a search over it."""

    what = "类别用词"
    icon = "ri.survey-line"
    empty_words = ("还没有类别用词", "在右边写上来电里常说的词，选好类别，登记时就会先给出它。")

    def __init__(self, services: Services) -> None:
        self._category: Choice
        self._all: tuple[WordLine, ...] = ()
        self._spelt: dict[str, str] = {}
        self._drop_word = Btn("去掉这个词", name="drop_word", icon="ri.delete-bin-line", small=True)
        super().__init__(services, "words", _COLUMNS)
        self._new.setText(" 加用词")
        self._new.setAccessibleName("加用词")
        self._search = SearchField("word_search", "找：词、类别、拼音首字母")
        self._search.asked.connect(self._find)
        self._search.left_down.connect(self._table.setFocus)
        line = row(self._search)
        line.setContentsMargins(14, 0, 14, 8)
        card = self._stack.parentWidget()
        left = card.layout() if card is not None else None
        if isinstance(left, QVBoxLayout):
            left.insertLayout(1, line)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+F"), self, self._search.setFocus, context=within)
        QShortcut(QKeySequence("Del"), self._table, self.take_out, context=within)

    @override
    def fill(self, form: Form) -> None:
        form.line("name", "用词", longest=LONGEST, required=True, hint="来电里常说的，如 井盖响")
        self._category = form.choice("category", "说的是哪一类", searchable=True)
        buttons = QWidget()
        buttons.setLayout(row(self._drop_word, None))
        form.part(buttons)
        on_click(self._drop_word, self.take_out)

    @override
    def read(self) -> None:
        self.jobs.read(self, self._offer, word_choices)

    def _offer(self, choices: WordChoices) -> None:
        self._category.offer([("", "请选类别"), *choices.leaves])
        self.jobs.read(self, self.show_rows, word_lines)

    @override
    def show_rows(self, rows: Sequence[WordLine]) -> None:
        self._all = tuple(rows)
        super().show_rows(rows)
        if self._search.wanted():
            self._find(self._search.wanted())

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & {"ticket_keyword", "code_item"}:
            self.read()

    @override
    def key(self, line: WordLine) -> int:
        return line.id

    @override
    def showing(self, line: WordLine | None) -> None:
        self._drop_word.setVisible(line is not None and self.may_write)

    @override
    def values_of(self, line: WordLine | None) -> Values:
        return {"name": line.word if line else "", "category": line.category if line else ""}

    @override
    def command(
        self, line: WordLine | None, values: Values
    ) -> tuple[Callable[..., Any], Any, Values]:
        wrong = wrong_fields(values, {"name": "用词"})
        if values["name"] and len(values["name"]) < _SHORTEST:
            wrong["name"] = "只有 1 个字，至少写 2 个字，免得什么话都对上"
        if not values["category"]:
            wrong["category"] = "还没有选类别，打几个字或首字母再选"
        said = [one for one in self._all if one.word == values["name"] and one != line]
        if any(one.category == values["category"] for one in said):
            wrong["name"] = f"这一类已经有“{values['name']}”"
        wanted = WordLine(values["name"], values["category"], id=line.id if line else 0)
        return change_word, wanted, wrong

    @override
    def _saved(self, shown: int, result: object) -> None:
        if shown == self._shown and isinstance(result, int):
            self._typed.pop(shown, None)
            self._shown = result
        super()._saved(shown, result)

    def take_out(self) -> None:
        """Take the word in hand out of the table."""
        line = self._rows.get(self._shown) if self._shown is not None else None
        if line is not None and self.may_write:
            word = Keyword(line.word, line.category)
            self.jobs.write(self, lambda _none: self.read(), drop_keyword, word)

    def _find(self, wanted: str) -> None:
        found = [line for line in self._all if self._fits(line, wanted.strip().lower())]
        self._count.setText(f"{len(found):,} / {len(self._all):,}" if wanted else f"{len(found):,}")
        self._model.load(held(tuple(found)))
        self._stack.setCurrentIndex(0 if found else 1)
        if found:
            self._table.go_to(0)
        else:
            text = f"没有找到“{wanted}”。换几个字，或按 Ctrl+N 加这个词。"
            self._empty.say("没有这样的词", text)

    def _fits(self, line: WordLine, wanted: str) -> bool:
        if wanted in line.word or wanted in line.name:
            return True
        if not wanted.isascii():
            return False
        for words in (line.word, line.name):
            if words not in self._spelt:
                self._spelt[words] = " ".join(letters([words]))
            if any(spelt.startswith(wanted) for spelt in self._spelt[words].split()):
                return True
        return False
