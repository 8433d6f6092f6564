"""The smallest OpenDocument spreadsheet that readers accept."""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.sax.saxutils import escape

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
    f'xmlns:office="{OASIS}:office:1.0" xmlns:table="{OASIS}:table:1.0" '
    f'xmlns:text="{OASIS}:text:1.0"><office:body><office:spreadsheet>'
)
TAIL = "</office:spreadsheet></office:body></office:document-content>"


def content(name: str, lines: list[list[Any]]) -> str:
    """content.xml for one sheet: text, numbers and dates."""
    rows = "".join(
        f"<table:table-row>{''.join(map(_cell, line))}</table:table-row>" for line in lines
    )
    return f'{HEAD}<table:table table:name="{escape(name)}">{rows}</table:table>{TAIL}'


def _cell(value: Any) -> str:
    if value in ("", None):
        return "<table:table-cell/>"
    if isinstance(value, date):
        return _typed("date", f'office:date-value="{value.isoformat()}"', str(value))
    if isinstance(value, int | float):
        return _typed("float", f'office:value="{value!r}"', str(value))
    return _typed("string", "", str(value))


def _typed(kind: str, stored: str, text: str) -> str:
    shown = f"<text:p>{escape(text)}</text:p>"
    return f'<table:table-cell office:value-type="{kind}" {stored}>{shown}</table:table-cell>'
