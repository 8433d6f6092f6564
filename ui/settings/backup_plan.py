"""自动备份: whether the program makes them, and where the second copy goes."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame

from ui.common.buttons import Btn, on_click, row
from ui.common.frames import column
from ui.common.labels import Elided, Words
from wenming_desktop.backup.plan import Plan


class PlanCard(QFrame):
    """The plan of this PC; `chosen` carries another one, `away_asked` 存到 U 盘."""

    chosen = Signal(object)
    away_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self._plan = Plan()
        self._on = QCheckBox("自动备份")
        self._on.setObjectName("fld_automatic")
        self._on.setAccessibleName("自动备份")
        self._second = Elided("", "t2")
        self._second.setObjectName("lbl_second")
        self._change = Btn("更换", name="second_folder", k="link")
        self._none = Btn("不要", name="no_second", k="link")
        self._away = Btn("存到 U 盘", name="backup_away", icon="ri.save-3-line", small=True)
        inside = column(self, margins=(16, 10, 16, 10), gap=6)
        inside.addLayout(row(self._on, None, Words("开机、关机、工作中、导入后", "sm3")))
        second = row(Words("第二份", "t2"), self._second, self._change, self._none, spacing=10)
        second.setStretch(1, 1)
        inside.addLayout(second)
        inside.addLayout(row(Words("带走　", "t2"), self._away, None, spacing=10))
        self._on.clicked.connect(self._switched)
        on_click(self._change, self._ask)
        on_click(self._none, self._drop)
        on_click(self._away, self.away_asked.emit)

    def show_plan(self, plan: Plan) -> None:
        """Show how it stands."""
        self._plan = plan
        self._on.setChecked(plan.automatic)
        self._second.setText(plan.second or "没有选，只存本机")
        self._change.setText("更换" if plan.second else "选文件夹")
        self._change.setAccessibleName("第二份存到哪个文件夹")
        self._none.setVisible(bool(plan.second))

    def choose(self, folder: Path) -> None:
        """Put the second copy there from now on."""
        self.chosen.emit(replace(self._plan, second=str(folder)))

    def _ask(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "第二份备份放到哪个文件夹")
        if name:
            self.choose(Path(name))

    def _drop(self) -> None:
        self.chosen.emit(replace(self._plan, second=""))

    def _switched(self) -> None:
        self.chosen.emit(replace(self._plan, automatic=self._on.isChecked()))
