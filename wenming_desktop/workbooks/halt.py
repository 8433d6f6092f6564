"""How the child says that it will not read a file, and the limits it keeps."""

MAX_FILE_BYTES = 60 * 1024 * 1024
MAX_ROWS = 300_000
MAX_COLUMNS = 1_024
MAX_AREA = 2_000_000
"""Cells the sheets may span, filled or not: at 240 bytes each in both processes, under 500 MB."""
MAX_SHEETS = 200
MAX_MERGED = 100_000
MAX_TEXT_BYTES = 48 * 1024 * 1024
"""What all the rows together may weigh on the pipe."""
BLANK_ROWS = 1_000
MEMORY_BYTES = 400 * 1024 * 1024
"""What the reading process may ask for: a ledger of 2,000,000 cells needs under 320 MB."""
SECONDS = 60


class HaltError(Exception):
    """The file is refused: the code of a refusal and the facts of its sentence."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def column_letters(index: int) -> str:
    """Name column `index` (from 0) as a spreadsheet does: A, Z, AA."""
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(65 + letter) + name
    return name
