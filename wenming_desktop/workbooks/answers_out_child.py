"""The process that opens a superior's workbook to write answers into it, as it stands.

It gets what to write where, fills only cells that are empty, saves under another name and ends.
Messages, as JSON: ("done", cells written) or ("refused", code, facts).
"""

import hashlib
import json
import zipfile
from collections.abc import Sequence
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from wenming_desktop import confine
from wenming_desktop.workbooks import archive, halt
from wenming_desktop.workbooks.halt import HaltError

MEMORY_BYTES = 1 << 30
"""A book that is changed is held whole, with every style: more than reading it takes."""


def run(pipe: Connection, source: str, part: str, sha256: str, fills: Sequence[Any]) -> None:
    """Fill a copy of `source`, which must still be the file that was read."""
    try:
        confine.confine(MEMORY_BYTES, halt.SECONDS)
        _tell(pipe, "done", _fill(Path(source), Path(part), sha256, fills))
    except HaltError as halted:
        _tell(pipe, "refused", halted.code, halted.facts)
    except MemoryError:
        _tell(pipe, "refused", "file.limits", {"what": "内容多到内存装不下"})
    except OSError:
        _tell(pipe, "refused", "file.missing", {})
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile):
        _tell(pipe, "refused", "file.damaged", {})


def _tell(pipe: Connection, *message: object) -> None:
    pipe.send_bytes(json.dumps(message).encode())


def _fill(source: Path, part: Path, sha256: str, fills: Sequence[Any]) -> int:
    from openpyxl import load_workbook  # noqa: PLC0415 - a quarter of a second, in the child only
    from openpyxl.cell import Cell  # noqa: PLC0415
    from openpyxl.styles.numbers import is_date_format  # noqa: PLC0415

    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise HaltError("file.missing")
    archive.check(data)
    book = load_workbook(BytesIO(data), rich_text=True)
    count = 0
    for name, row, column, value, like in fills:
        sheet = book[name]
        cell = sheet.cell(row, column + 1)
        if not isinstance(cell, Cell) or not _is_empty(cell.value):
            continue
        look, usual = cell.number_format, sheet.cell(row, like + 1) if like is not None else None
        cell.value = value
        if isinstance(value, str):
            # A text that begins with an equals sign is still a text.
            cell.data_type = "s"
        told_as_time = usual is not None and not is_date_format(look)
        cell.number_format = usual.number_format if usual and told_as_time else look
        count += 1
    book.save(part)
    return count


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
