"""Work before there is a window: modules are imported, then the collector is told they stay."""

import gc
import sys

from pytestqt.qtbot import QtBot

from ui.common.start_lane import StartLane
from wenming_desktop import app


def test_after_the_imports_the_collector_leaves_the_program_alone(qtbot: QtBot) -> None:
    frozen = gc.get_freeze_count()
    sys.modules.pop("colorsys", None)
    lane = StartLane()
    try:
        lane.warm_up(("colorsys",))
        qtbot.waitUntil(lambda: gc.get_freeze_count() > max(frozen, 10_000))
        assert "colorsys" in sys.modules
    finally:
        lane.close()
        gc.unfreeze()


def test_what_a_first_search_needs_is_imported_while_the_password_is_typed() -> None:
    assert "pypinyin.pinyin_dict" in app.WARM_UP
