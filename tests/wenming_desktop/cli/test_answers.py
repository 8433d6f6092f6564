"""`tickets answers`: a superior's list filled by a script."""

from pathlib import Path

from tests.wenming_desktop.cli.conftest import Cli
from tests.wenming_desktop.workbooks import superior

RESULT = "清洗过滤网并排气，测温十九度。"


def test_answers_say_what_was_filled_and_what_stays_open(cli: Cli, tmp_path: Path) -> None:
    source, out = superior.workbook(tmp_path / "转办单.xlsx"), tmp_path / "回复.xlsx"
    assert cli.ok("import", "tickets", source)["tickets_added"] == 3
    number, other, third = (order[0] for order in superior.ORDERS)
    for words in (
        ("DSP", "--handling-unit", "供热公司"),
        ("SGN",),
        ("FIN", "--result", RESULT, "--outcome", "1"),
        ("APV",),
    ):
        cli.ok("tickets", "do", number, *words)
    answer = cli.ok("tickets", "answers", source, "--out", out)
    assert answer == {
        "rows": 3,
        "filled": 1,
        "unknown": [],
        "unfinished": [other, third],
        "file": str(out),
    }
    assert out.is_file()
    refused = cli("tickets", "answers", source, "--out", source)
    assert (refused.code, refused.error["code"]) == (3, "answers.target")
