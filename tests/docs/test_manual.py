"""The manual tells the truth: its pictures are there, its commands exist, its links lead on."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from wenming_desktop.cli import command
from wenming_desktop.options import split_globals
from wenming_desktop.tallies.period import Period

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "操作手册"
BUNDLED = ROOT / "resources" / "help"
PAGES = sorted(MANUAL.glob("*.md"))
MOST_BYTES = 120_000
WIDEST = 900
FENCED = re.compile(r"^```\n(.*?)^```$", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`(wenming-desktop[^`]*)`")
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)]+)\)")


def commands() -> Iterator[Any]:
    """Every command line a page names, with the page it stands on."""
    for page in PAGES:
        text = page.read_text("utf-8")
        lines = [line for block in FENCED.findall(text) for line in block.splitlines()]
        for line in [*lines, *INLINE.findall(FENCED.sub("", text))]:
            yield pytest.param(line, id=f"{page.stem}: {line[:60]}")


def links() -> Iterator[tuple[Path, bool, str]]:
    for page in PAGES:
        for mark, target in LINK.findall(page.read_text("utf-8")):
            yield page, bool(mark), target


def test_there_are_pages_commands_and_pictures() -> None:
    assert len(PAGES) >= 9
    assert len(list(commands())) >= 30
    assert sum(is_picture for _, is_picture, _ in links()) >= 10


@pytest.mark.parametrize("line", [*commands()])
def test_a_command_parses(line: str) -> None:
    words = shlex.split(line, posix=False)
    assert words[0] == "wenming-desktop"
    _, rest = split_globals([word.strip('"') for word in words[1:]])
    if rest:
        _parse(command(), rest)


def _parse(tree: Any, words: list[str]) -> None:
    """Parse without running: every word is a command, every option is known and complete."""
    left = list(words)
    while hasattr(tree, "commands"):
        tree = tree.commands[left.pop(0)]
    context = tree.make_context(words[0], left)
    if "period" in context.params:
        Period.parse(context.params["period"])


@pytest.mark.parametrize(
    "line", ["tally freeze 2026-10", "recovery burn --out a", "cards print --paper"]
)
def test_a_command_that_does_not_exist_is_noticed(line: str) -> None:
    with pytest.raises(Exception, match=r"."):
        _parse(command(), line.split())


def test_every_link_leads_somewhere() -> None:
    for page, _, target in links():
        assert (page.parent / target).is_file(), f"{page.name}: {target}"


def test_every_picture_is_shown_and_small() -> None:
    shown = {(page.parent / target).resolve() for page, mark, target in links() if mark}
    assert shown == {path.resolve() for path in (MANUAL / "图").iterdir()}
    for path in shown:
        head = path.read_bytes()
        assert head[:8] == b"\x89PNG\r\n\x1a\n", path.name
        assert int.from_bytes(head[16:20], "big") <= WIDEST, path.name
        assert len(head) < MOST_BYTES, path.name


def test_the_index_names_every_page() -> None:
    named = {target for page, _, target in links() if page.name == "README.md"}
    assert named == {page.name for page in PAGES} - {"README.md"}


def test_the_program_carries_the_same_manual() -> None:
    assert _files(MANUAL) == _files(BUNDLED)


def _files(folder: Path) -> dict[str, bytes]:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
