"""What was done about a ticket, in words: result, amounts, extensions, answer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from ui.common.labels import Words
from wenming_desktop.tickets.board_view import TicketView


def paragraph(text: str, name: str) -> Words:
    """Return text that wraps and can be copied."""
    words = Words(text)
    words.setObjectName(name)
    words.setWordWrap(True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words


def said_parts(view: TicketView) -> list[QVBoxLayout]:
    """Return what there is to read, each under its head."""
    parts = []
    for head, text, by, name in (
        ("处理结果", view.result, view.result_by, "fld_result_text"),
        ("办理数量", view.quantities, "", "fld_quantities"),
        ("延期", "\n".join(view.extensions), "", "fld_extensions"),
        ("回访", view.answer, "", "fld_answer"),
    ):
        if not text:
            continue
        part = QVBoxLayout()
        part.setSpacing(4)
        part.addWidget(Words(head, "head"))
        part.addWidget(paragraph(text, name))
        if by:
            part.addWidget(Words(by, "sm3"))
        parts.append(part)
    return parts
