"""Errors a clerk may read: each says what is wrong and what to do next, in Chinese.

`UserError` is input that was refused (exit 3 on the command line), `StorageTroubleError`
is trouble with the data file (exit 4). Anything else that is raised is a bug.
"""

from typing import ClassVar


class UserError(Exception):
    """Input that is refused; nothing was saved.

    `code` is a stable machine code, `text` the Chinese sentence with `{names}` of the facts.
    `file`, `sheet`, `row` (the sheet's own number) and `field` say where, when known.
    """

    code: ClassVar[str] = "user"
    text: ClassVar[str] = "这一步没有办成，数据没有变。"
    exit_code: ClassVar[int] = 3

    def __init__(
        self,
        *,
        file: str | None = None,
        sheet: str | None = None,
        row: int | None = None,
        field: str | None = None,
        **facts: object,
    ) -> None:
        self.file, self.sheet, self.row, self.field = file, sheet, row, field
        self.facts = facts
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The sentence for the clerk."""
        return self.text.format(
            **{"file": self.file, "sheet": self.sheet, "row": self.row, **self.facts}
        )


class NotFoundError(UserError):
    """What was asked for is not in the data file."""

    code = "not_found"
    text = "没有找到{what}。请核对后再试。"


class StorageTroubleError(UserError):
    """The data file cannot be used as asked; the root of every storage error."""

    code = "storage"
    text = "数据文件出了问题，这一步没有保存。请先停止录入，做一次备份再试。"
    exit_code = 4
