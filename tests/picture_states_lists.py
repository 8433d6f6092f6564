"""States of 补录 and of the lists of superiors: the grid, what is wrong in it, a list filled."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from tests.picture_hand import Studio, wait_for
from tests.wenming_desktop.workbooks import superior
from ui.tickets.backfill.dialog import BackfillDialog
from ui.tickets.lists.answers import AnswersDialog

DAY = f"{date.today() - timedelta(days=1):%m-%d}"
ROWS = (
    {
        "at": f"{DAY} 08:10",
        "source": "社区电话来电",
        "content": "楼道灯不亮了，晚上看不见",
        "category": "楼道灯不亮",
        "location_text": "槐荫一院3号楼",
        "complainant_phone": "13900000001",
        "complainant_name": "王秀兰",
        "handling_unit": "裕和物业",
    },
    {
        "at": f"{DAY} 09:30",
        "source": "来访(现场)",
        "content": "垃圾桶满了没人清，味道大",
        "category": "积存垃圾",
        "location_text": "槐荫一院门口",
        "complainant_name": "李福生",
        "handling_unit": "裕和物业",
        "finished_at": f"{DAY} 11:00",
        "result": "已清运并冲洗桶身，味道没有了。",
        "outcome": "已解决",
        "satisfaction": "满意",
    },
    {"at": "昨天 25:00", "source": "飞船", "content": "灯不亮"},
)


def _grid(studio: Studio) -> BackfillDialog:
    services = studio.services
    dialog = BackfillDialog(services.jobs, services.drafts)
    dialog.begin()
    wait_for(lambda: dialog.grid.lines)
    for line, row in zip(dialog.grid.lines, ROWS, strict=False):
        line.put(row)
        line.edited.emit()
    dialog.reason.setText("昨天停电，先记在纸上")
    return dialog


def _wrong(studio: Studio) -> QWidget:
    dialog = _grid(studio)
    dialog.submit()
    return dialog


def _answers(studio: Studio) -> QWidget:
    dialog = AnswersDialog(studio.services.jobs)
    dialog.begin()
    dialog.take(superior.workbook(Path(mkdtemp(prefix="list-")) / "转办单.xlsx"))
    told = dialog.findChild(QLabel, "lbl_answers_plan")
    assert told is not None
    wait_for(lambda: told.text().startswith("名单"))
    return dialog


STATES: dict[str, Callable[[Any], QWidget]] = {
    "backfill": _grid,
    "backfill_wrong": _wrong,
    "answers": _answers,
}
OWN_SIZE = frozenset(STATES)
