"""One day at a desk, on a real screen: the program itself, worked by keys and clicks alone.

Run: `xvfb-run -s "-screen 0 1366x768x24" python -m tests.stories.desk_day --out DIR`. It needs
openbox, xdotool, scrot and pdftotext. A call is registered, dispatched, finished, called back and
archived; the sheet and a sheet of cards become PDF, the month a workbook. What came of it is then
read by other programs. Pictures of every station stand in DIR, which must be outside the checkout.
`--program DIR/wenming` works a frozen copy instead.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from tests.stories.desk_hand import Screen, StuckError, wait

ROOT = Path(__file__).parents[2]
PASSWORD = "huaiyin-kz7781"
CALLER, INITIALS, PLACE = "王学礼", "wxl", "槐荫一院 2号楼 3单元 502"
CALL = "暖气不热，老人一个人住"
RESULT = "已上门清洗过滤网，温度上来了"
MONTH = "2026-10"


class Day:
    """The day's work, station by station."""

    def __init__(self, screen: Screen, papers: Path) -> None:
        self.screen, self.papers = screen, papers

    def work(self) -> None:
        """All of it; then the program is closed as a person closes it."""
        self.unlock()
        self.find()
        self.register()
        self.settle()
        self.cards()
        self.month()
        self.screen.key("alt+F4")
        wait(lambda: self.screen.program.poll() is not None, "the program to end")
        assert self.screen.program.returncode == 0, self.screen.program.returncode

    def unlock(self) -> None:
        """Type the password at the first page."""
        hand = self.screen
        hand.wait_title("文明社区工作台")
        hand.shoot("unlock")
        hand.type(PASSWORD)
        hand.key("Return")
        hand.wait_title("今日工作台")
        hand.shoot("today")

    def find(self) -> None:
        """A person by initials, among the households."""
        hand = self.screen
        self.go("住户")
        hand.still()
        hand.key("ctrl+f")
        hand.type(INITIALS)
        hand.shoot("found")

    def register(self) -> None:
        """A call: who, what, dispatched to the unit the kind of trouble belongs to."""
        hand = self.screen
        hand.key("F2")
        hand.wait_title("快速登记")
        hand.still()
        hand.type(INITIALS)
        hand.still()
        hand.key("Return")
        hand.still()
        hand.click(601, 160)  # the tile 供暖不热: no unit is known without a kind
        hand.click(600, 355)
        hand.type(CALL)
        hand.shoot("call")
        hand.key("ctrl+Return")
        hand.wait_title("办理单")
        hand.shoot("sheet-preview")
        self.save_as("存成 PDF", "ctrl+s", "办理单.pdf")
        hand.key("Escape")
        hand.wait_title("办理单", gone=True)

    def settle(self) -> None:
        """Signed, finished, approved, called back and archived, where the ticket is read."""
        hand = self.screen
        self.go("诉求工单")
        hand.still()
        hand.key("ctrl+f")
        hand.type(CALLER)
        hand.still()
        hand.key("Down")
        hand.act("Return")
        hand.shoot("ticket")
        hand.act("ctrl+Return")
        hand.shoot("signed")
        hand.type(RESULT)
        hand.key("Tab", "Down")
        hand.shoot("result")
        hand.act("ctrl+Return")
        hand.shoot("finished")
        hand.act("ctrl+Return")
        hand.shoot("approved")
        hand.key("1")
        hand.shoot("satisfied")
        hand.act("ctrl+Return")
        hand.shoot("archived")

    def cards(self) -> None:
        """The first sheet of ten cards."""
        hand = self.screen
        self.go("连心卡")
        hand.still()
        hand.key("Home", "space")
        hand.key(*["shift+Down"] * 9)
        hand.shoot("cards")
        self.save_as("存成 PDF", None, "连心卡.pdf")
        hand.shoot("cards-saved")

    def month(self) -> None:
        """The figures of the last full month, as a workbook."""
        hand = self.screen
        self.go("月度统计")
        hand.shoot("month")
        self.save_as("导出", "ctrl+e", "月报.xlsx")
        hand.shoot("month-saved")

    def go(self, title: str) -> None:
        """Bring a page to hand by its key, whichever number it has in the rail."""
        hand = self.screen
        for number in "1234567890":
            hand.key(f"alt+{number}")
            hand.still()
            if any(name.endswith(title) for name in hand.titles()):
                return
        raise StuckError(title)

    def save_as(self, title: str, key: str | None, name: str) -> None:
        """Ask for the file dialog by its key or its button, type a name, and see the file come."""
        hand, path = self.screen, self.papers / name
        if key is None:
            hand.click(*CARDS_SAVE)
        else:
            hand.key(key)
        hand.wait_title(title)
        hand.still()
        hand.key("ctrl+a")
        hand.type(str(path))
        hand.key("Return")
        wait(lambda: path.is_file() and path.stat().st_size > 0, f"{name} to be written")
        hand.wait_title(title, gone=True)


CARDS_SAVE = (1240, 614)


def check(cli: list[str], data: Path, papers: Path) -> dict[str, Any]:
    """What came of the day, read from outside; an assertion names what did not come."""

    def ask(*words: str) -> Any:
        command = [*cli, "--data", str(data), "--json", *words]
        environment = {**os.environ, "WENMING_PASSWORD": PASSWORD}
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
        return json.loads(ran.stdout)

    ticket = max(ask("tickets", "list"), key=lambda line: int(line["id"]))
    number = ticket["number"]
    steps = [line["action"] for line in ask("tickets", "show", number)["actions"]]
    assert steps[-6:] == ["DSP", "SGN", "FIN", "APV", "CBK", "ARC"], steps
    sheet = text_of(papers / "办理单.pdf")
    for words in (number.removeprefix("SQ"), CALL, CALLER, "供热公司"):
        assert words in sheet, (words, sheet)
    faces = text_of(papers / "连心卡.pdf")
    assert faces.count("LXK-") >= 10, faces
    book = CalamineWorkbook.from_path(str(papers / "月报.xlsx"))
    cells = {
        str(cell) for name in book.sheet_names for row in sheet_rows(book, name) for cell in row
    }
    accepted = ask("tally", MONTH)["figures"]["accepted"]
    assert str(float(accepted)) in cells, (accepted, sorted(cells))
    assert ask("check")["ok"]
    return {"ticket": number, "steps": steps, "cards": faces.count("LXK-"), "accepted": accepted}


def sheet_rows(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    """The cells of one sheet."""
    rows: list[list[Any]] = book.get_sheet_by_name(name).to_python()
    return rows


def text_of(pdf: Path) -> str:
    """The words of a PDF, as another program reads them."""
    command = ["pdftotext", "-layout", str(pdf), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def sample_office(folder: Path) -> None:
    """A fresh sample office with a password: cards numbered, none printed."""
    from wenming_desktop.demo import open_sample

    open_sample(folder, PASSWORD).close()


def main() -> None:
    """Work the day and check it."""
    parser = argparse.ArgumentParser(prog="tests.stories.desk_day", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--program", type=Path, help="a frozen copy's folder")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    own = [sys.executable, "-m", "wenming_desktop"]
    copy = asked.program.resolve() if asked.program else None
    window = [str(copy / "wenming")] if copy else own
    cli = [str(copy / "wenming-desktop")] if copy else own
    scratch = Path(tempfile.mkdtemp(prefix="wenming-day-"))
    try:
        sample_office(scratch / "office")
        screen = Screen(asked.out, [*window, "--data", str(scratch / "office")], ROOT)
        try:
            Day(screen, scratch).work()
        finally:
            screen.close()
        found = check(cli, scratch / "office", scratch)
        for paper in ("办理单.pdf", "连心卡.pdf", "月报.xlsx"):
            shutil.copy2(scratch / paper, asked.out)
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
