"""`cards`, `forms`, `party`: what is printed and counted, as a script sees it."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from tests.wenming_desktop.cli.conftest import Cli

PRINTED = {"cards", "pages", "file", "missing_glyphs"}


def pages_of(path: Path) -> int:
    with path.open("rb") as stream:
        return len(PdfReader(BytesIO(stream.read())).pages)


def test_cards_from_numbers_to_paper_to_the_register(town: Cli, tmp_path: Path) -> None:
    out, register = tmp_path / "卡.pdf", tmp_path / "登记册.pdf"
    one = town.ok("cards", "issue", "--building", "槐荫一院 3")["cards"]
    rest = town.ok("cards", "issue", "--all")["cards"]
    assert one > 0 < rest
    assert town.ok("cards", "issue", "--all") == {"cards": 0}
    done = town.ok("cards", "print", "--layout", "10up", "--back", "long", "--out", out)
    assert set(done) == PRINTED
    assert done["cards"] == one + rest
    assert (done["pages"], done["file"]) == (pages_of(out), str(out))
    assert done["missing_glyphs"] == []
    second = town.ok("cards", "print", "--layout", "10up", "--out", tmp_path / "再.pdf")
    assert second["cards"] == 0
    again = town.ok("cards", "print", "--layout", "a6", "--again", "--out", tmp_path / "再.pdf")
    assert again["cards"] == done["cards"]
    listed = town.ok("cards", "register", "--out", register)
    assert set(listed) == PRINTED
    assert (listed["cards"], listed["pages"]) == (done["cards"], pages_of(register))
    codes_find_homes(town, out)


def codes_find_homes(town: Cli, out: Path) -> None:
    """The codes on the back of the first sheet find a card and its household."""
    document = PdfDocument(out)
    page = document[1]
    codes = zxingcpp.read_barcodes(page.render(scale=4).to_pil().convert("L"))
    page.close()
    document.close()
    assert len(codes) == 10
    for code in codes[:3]:
        card, home = town.ok("search", code.text)[:2]
        assert (card["kind"], home["kind"], card["match"]) == ("card", "household", "number")
        assert card["title"].startswith(code.text)
        assert home["title"] in card["title"]
        assert home["address"] == card["address"]


def test_paper_that_cannot_be_saved_marks_nothing_printed(town: Cli, tmp_path: Path) -> None:
    made = town.ok("cards", "issue", "--building", "槐荫一院 3")["cards"]
    refused = town("cards", "print", "--layout", "8up", "--out", tmp_path / "没有" / "卡.pdf")
    assert (refused.code, refused.error["code"]) == (3, "file.cannot_write")
    done = town.ok("cards", "print", "--layout", "8up", "--from", 3, "--out", tmp_path / "卡.pdf")
    assert done["cards"] == made


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("cards", "issue"), "usage"),
        (("cards", "issue", "--all", "--building", "槐荫一院 3"), "usage"),
        (("cards", "issue", "--building", "没有 99"), "not_found"),
        (("cards", "print", "--layout", "12up", "--out", "x.pdf"), "usage"),
        (("cards", "print", "--out", "x.pdf"), "usage"),
        (("forms", "print", "没有", "--blank", "--out", "x.pdf"), "not_found"),
        (("forms", "print", "ticket_sheet", "--out", "x.pdf"), "usage"),
        (("forms", "print", "ticket_sheet", "--id", "999999", "--out", "x.pdf"), "not_found"),
        (("party", "coverage", "2026-13"), "tally.period"),
    ],
)
def test_what_is_refused(town: Cli, words: Iterable[str], code: str) -> None:
    answer = town(*words)
    assert (answer.code, answer.error["code"]) == (2 if code == "usage" else 3, code)


def test_every_form_is_listed_and_printed(town: Cli, tmp_path: Path) -> None:
    forms = town.ok("forms", "list")["forms"]
    assert forms
    assert all(set(form) == {"key", "title", "subject"} for form in forms)
    blanks = 0
    for form in forms:
        out = tmp_path / f"{form['key']}.pdf"
        answer = town("forms", "print", form["key"], "--blank", "--out", out)
        if answer.code:
            assert (answer.code, answer.error["code"]) == (3, "form.no_blank")
            continue
        assert set(answer.json) == {"pages", "file", "missing_glyphs"}
        assert answer.json["pages"] == pages_of(out)
        blanks += 1
    assert blanks > 0
    ticket = next(hit for hit in town.ok("search", "暖气") if hit["kind"] == "ticket")
    out = tmp_path / "办理单.pdf"
    done = town.ok("forms", "print", "ticket_sheet", "--id", ticket["id"], "--out", out)
    assert done["pages"] == pages_of(out)


def test_the_party_as_a_tree_and_its_coverage(town: Cli) -> None:
    tree = town.ok("party", "tree")
    nodes = list(walk(tree))
    assert all({"id", "name", "level", "children"} <= set(node) for node in nodes)
    assert len({node["level"] for node in nodes}) == 5
    found = town.ok("party", "coverage", "2026-H2")
    assert set(found) == {
        "members", "on_roll", "dual_registered", "cells", "cells_of_three", "buildings",
        "buildings_with_cell", "liaison_households", "times", "people", "hours", "dual_serving",
    }  # fmt: skip
    assert found["cells"] == sum(not node["children"] for node in nodes)
    assert found["members"] == tree[0]["members"]
    assert town.ok("party", "coverage", "2019")["times"] == 0


def walk(nodes: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    for node in nodes:
        yield node
        yield from walk(node["children"])
