"""What this PC remembers for a user: it outlives the program and is never another user's."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from ui.common.memory import Memory

KEYS = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=8)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)


def _file(folder: Path) -> Path:
    return folder / "window.ini"


def test_nothing_is_remembered_at_first(qapp: QApplication, tmp_path: Path) -> None:
    memory = Memory(_file(tmp_path))
    assert memory.get_text("today/tab") == ""
    assert memory.sort("tickets") is None
    assert memory.place() == ""


def test_a_choice_a_sort_and_the_page_come_back(qapp: QApplication, tmp_path: Path) -> None:
    memory = Memory(_file(tmp_path), "林晓燕")
    memory.keep_text("today/tab", "overdue")
    memory.keep_sort("tickets", "due", descending=True)
    memory.keep_sort("cards", "door no", descending=False)
    memory.keep_place("tickets")
    again = Memory(_file(tmp_path), "林晓燕")
    assert again.get_text("today/tab") == "overdue"
    assert again.sort("tickets") == ("due", True)
    assert again.sort("cards") == ("door no", False)
    assert again.place() == "tickets"
    assert Memory(_file(tmp_path), "周敏").place() == ""


def test_a_choice_put_back_to_nothing_is_nothing(qapp: QApplication, tmp_path: Path) -> None:
    memory = Memory(_file(tmp_path))
    memory.keep_text("chips", "elder|poor")
    memory.keep_text("chips", "")
    assert Memory(_file(tmp_path)).get_text("chips") == ""


def test_a_damaged_line_is_no_sort(qapp: QApplication, tmp_path: Path) -> None:
    memory = Memory(_file(tmp_path))
    memory.keep_text("sort/tickets", "due")
    assert memory.sort("tickets") is None


@given(key=KEYS, text=TEXTS)
def test_any_text_comes_back_as_it_was(tmp_path_factory: object, key: str, text: str) -> None:
    folder = tmp_path_factory.mktemp("ini")  # type: ignore[attr-defined]
    Memory(_file(folder)).keep_text(key, text)
    assert Memory(_file(folder)).get_text(key) == text
