"""Why a file is not read, each with what the clerk can do about it."""

from wenming_desktop.errors import UserError


class FileRefusedError(UserError):
    """A file that cannot be read; the root of the reader's refusals."""

    code = "file"
    text = "「{file}」读不了，没有导入任何内容。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。"


class FileMissingError(FileRefusedError):
    """No such file, or it may not be opened."""

    code = "file.missing"
    text = "找不到或打不开「{file}」。请看它是不是被移走、改名，或正被别的程序占用，再重新选择。"


class FileEmptyError(FileRefusedError):
    """Nothing in it."""

    code = "file.empty"
    text = "「{file}」是空的，里面没有内容。请确认选对了文件。"


class FilePasswordError(FileRefusedError):
    """Protected by a password."""

    code = "file.password"
    text = "「{file}」设了打开密码。请用 WPS 或 Excel 打开，去掉密码后另存一份，再导入那一份。"


class FileDamagedError(FileRefusedError):
    """Truncated or otherwise broken."""

    code = "file.damaged"
    text = (
        "「{file}」已损坏或不完整，读不出内容。"
        "请从原来的地方重新复制一份；能用 WPS 打开的话，另存为 .xlsx 后再导入。"
    )


class FileTooLargeError(FileRefusedError):
    """More bytes than a ledger ever has."""

    code = "file.too_large"
    text = (
        "「{file}」有 {megabytes} MB，超过 {limit} MB 的上限。"
        "台账不会这么大：请删去图片和无关的工作表，或按楼栋拆成几个文件再导入。"
    )


class FileKindError(FileRefusedError):
    """Not a workbook, whatever its name says."""

    code = "file.kind"
    text = (
        "「{file}」的内容是{what}，不是表格文件。"
        "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入（也可以是 .xls .et .ods .xlsb .csv）。"
    )


class FileLimitsError(FileRefusedError):
    """Rows, columns or contents beyond what is read."""

    code = "file.limits"
    text = (
        "「{file}」超出了能读的范围：{what}。"
        "请只留下台账的那几列几行，复制到一个新表里另存为 .xlsx 再导入。"
    )


class FileSlowError(FileRefusedError):
    """Reading took too long."""

    code = "file.slow"
    text = (
        "「{file}」读了 {seconds} 秒还没有读完，已经停下，没有导入任何内容。"
        "请把台账内容复制到一个新表里另存为 .xlsx，再试一次。"
    )


BY_CODE: dict[str, type[FileRefusedError]] = {
    refusal.code: refusal
    for refusal in (
        FileMissingError,
        FileEmptyError,
        FilePasswordError,
        FileDamagedError,
        FileTooLargeError,
        FileKindError,
        FileLimitsError,
        FileSlowError,
    )
}
