"""Every use case has its own name and a title a clerk reads; every act leaves one audit row."""

import importlib
import pkgutil
import re
from pathlib import Path
from typing import Any

import pytest

import wenming_desktop
from tests.stories import life
from wenming_desktop.households.queries import estates
from wenming_desktop.work import USE_CASES, Desk, UseCase
from wenming_desktop.workbooks.files import KINDS, import_file
from wenming_desktop.workbooks.outcome import ImportOptions

_APART = frozenset({"__main__", "cli", "demo", "selftest", "app"})
"""Programs rather than rooms: they register nothing."""
_CHINESE = re.compile("[\u4e00-\u9fff（）、]+")
_NAME = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*")


def cases() -> list[UseCase]:
    """Every use case of the program, of all its rooms."""
    for module in pkgutil.walk_packages(wenming_desktop.__path__, "wenming_desktop."):
        if module.name.split(".")[1] not in _APART:
            importlib.import_module(module.name)
    return [
        case
        for service, case in USE_CASES.items()
        if service.__module__.startswith("wenming_desktop.")
    ]


def test_names_are_unique_and_titles_chinese() -> None:
    found = cases()
    assert len(found) > 60
    assert len({case.name for case in found}) == len(found)
    for case in found:
        assert _NAME.fullmatch(case.name), case
        assert _CHINESE.fullmatch(case.title), case


def test_every_way_back_exists() -> None:
    found = cases()
    names = {case.name for case in found} | {"images", "none"}
    assert [case.name for case in found if case.undo not in names] == []


class Watch:
    """Counts the audit rows that each write adds."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.acts = desk, list[str]()
        self.changed: frozenset[str] = frozenset()
        self._write = Desk.write
        desk.on_change.append(self._note)

    def _note(self, tables: frozenset[str]) -> None:
        self.changed = tables

    def rows(self) -> list[tuple[str, str, str]]:
        with self.desk.engine.connect() as connection:
            found = connection.exec_driver_sql(
                "SELECT action, actor, (SELECT group_concat(DISTINCT table_name) FROM change_image"
                " WHERE audit_seq = seq) FROM audit ORDER BY seq"
            )
            return [(row[0], row[1], row[2] or "") for row in found]

    def write(self, desk: Desk, service: Any, *args: Any, **kwargs: Any) -> Any:
        case, before = USE_CASES[service], self.rows()
        self.changed = frozenset()
        result = self._write(desk, service, *args, **kwargs)
        added = self.rows()[len(before) :]
        changed = ",".join(sorted(self.changed))
        if self.changed or added:
            ((action, actor, tables),) = added
            assert (action, actor) == (case.name, desk.actor.name)
            assert ",".join(sorted(tables.split(","))) == changed
            self.acts.append(case.name)
        return result


@pytest.fixture
def watch(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch(desk)

    def write(desk: Desk, service: Any, *args: Any, **kwargs: Any) -> Any:
        return watch.write(desk, service, *args, **kwargs)

    monkeypatch.setattr(Desk, "write", write)
    return watch


def test_every_act_of_a_day_leaves_one_row_that_names_what_it_changed(
    desk: Desk, watch: Watch, tmp_path: Path
) -> None:
    life.live(desk, tmp_path)
    assert len(watch.acts) > 20
    assert len(watch.rows()) == len(watch.acts) + 2, "what founding the office left, and no more"


def test_what_changes_nothing_leaves_nothing(desk: Desk, watch: Watch, tmp_path: Path) -> None:
    file = life.ledger(tmp_path / "台账.xlsx")
    import_file(desk, "residents", file, ImportOptions())
    before = watch.rows()
    import_file(desk, "residents", file, ImportOptions())
    import_file(desk, "residents", file, ImportOptions(), dry_run=True)
    desk.read(estates)
    assert watch.rows() == before


def test_every_ledger_is_previewed_under_the_right_it_is_imported_with() -> None:
    for kind in KINDS.values():
        assert USE_CASES[kind.preview].right == USE_CASES[kind.write].right
