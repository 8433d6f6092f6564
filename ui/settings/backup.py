"""备份: how they stand, the ones there are, and the way back to one of them."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QStackedWidget
from typing_extensions import override

from ui.common.buttons import Btn, on_click, row
from ui.common.frames import EmptyState, column, frame
from ui.common.held_rows import AtHand, held
from ui.common.labels import IconLabel, Words
from ui.common.restyle import restyle_one
from ui.common.table_model import PagedModel
from ui.common.table_view import RecordTable
from ui.jobs import Reply
from ui.page import Services
from ui.settings.backup_list import COLUMNS
from ui.settings.backup_plan import PlanCard
from ui.settings.going_back import GoingBack
from ui.settings.section import Section
from wenming_desktop.backup import BackupInfo
from wenming_desktop.backup.automatic import AutoMade, back_up_now, go_back
from wenming_desktop.backup.by_desk import LastBackup, make_backup, verify_backup
from wenming_desktop.backup.kept import Back, KeptBackup, Overview, going_back, overview
from wenming_desktop.backup.plan import Plan, keep_plan
from wenming_desktop.backup.rules import OLD_DAYS, moment, size_words
from wenming_desktop.errors import UserError

_NEVER: Final = "这份数据还没有备份过。插好 U 盘，现在做一份。"


class BackupSection(Section):
    """Backups of this office; only for accounts that may make one."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "backup")
        self._path = Path()
        self._picked: Path | None = None
        self._shield = IconLabel("ri.shield-check-line", "f_num", "ok")
        self._state = self._words("backup_state", "name")
        self._last = self._words("last_backup", "t2")
        self._now = Btn("现在备份", name="backup_now", icon="ri.save-3-line", k="pri")
        self._file = Btn("选一份备份", name="choose_backup", k="link")
        self._all = Btn("打开文件夹", name="open_backups", k="link")
        self._folder = Btn("打开所在文件夹", name="open_backup_folder", k="link")
        self._result = self._words("backup_result", "")
        self._count = Words("", "sm3")
        self._plan = PlanCard()
        self._model: PagedModel[KeptBackup] = PagedModel(AtHand(), COLUMNS, self)
        self._table = RecordTable("backups", "备份记录", self._model)
        self._stack, self._empty = QStackedWidget(), EmptyState("empty_backups")
        self._back = GoingBack()
        self._strip = self._make_strip()
        self._own = Path()
        self._lay_out()
        self._connect()

    def _words(self, name: str, k: str) -> Words:
        words = Words("", k)
        words.setObjectName(f"lbl_{name}")
        words.setWordWrap(True)
        return words

    def _connect(self) -> None:
        clicks: tuple[tuple[Btn, Callable[[], object]], ...] = (
            (self._now, self.back_up_here),
            (self._file, self._ask_file),
            (self._folder, lambda: _show_folder(self._path.parent)),
            (self._all, lambda: _show_folder(self._own)),
        )
        for button, action in clicks:
            on_click(button, action)
        self._plan.chosen.connect(self._keep_plan)
        self._plan.away_asked.connect(self._ask_folder)
        self._table.settled.connect(self._settled)
        self._table.opened.connect(self._settled)
        self._back.verify_asked.connect(self._verify_picked)
        self._back.restore_asked.connect(self._go_back)

    def _make_strip(self) -> QFrame:
        strip = frame("banner")
        strip.setObjectName("strip_backup")
        strip.setMinimumHeight(38)
        line = QHBoxLayout(strip)
        line.setContentsMargins(12, 4, 12, 4)
        line.addWidget(self._result, 1)
        line.addWidget(self._folder)
        strip.hide()
        return strip

    def _lay_out(self) -> None:
        whole = column(self, gap=10)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._make_card(), 5)
        top.addWidget(self._plan, 4)
        whole.addLayout(top)
        whole.addWidget(self._strip)
        listed = frame("card")
        inside = column(listed, margins=(1, 8, 1, 1), gap=6)
        head = row(Words("备份记录", "strong"), self._count, None, self._file, self._all, spacing=8)
        head.setContentsMargins(14, 0, 14, 0)
        inside.addLayout(head)
        self._empty.say("还没有备份", _NEVER, icon="ri.save-3-line")
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        inside.addWidget(self._stack, 1)
        whole.addWidget(listed, 1)
        self._back.hide()
        whole.addWidget(self._back)

    def _make_card(self) -> QFrame:
        card = frame("card")
        line = QHBoxLayout(card)
        line.setContentsMargins(16, 14, 16, 14)
        line.setSpacing(16)
        line.addWidget(self._shield, 0, Qt.AlignmentFlag.AlignVCenter)
        told = column(words := frame(""), gap=4)
        for part in (self._state, self._last):
            told.addWidget(part)
        told.addWidget(Words("备份是加密的，做完会读回核对", "sm3"))
        line.addWidget(words, 1)
        line.addWidget(self._now, 0, Qt.AlignmentFlag.AlignVCenter)
        return card

    @override
    def start(self) -> None:
        self.jobs.paper(self, Reply(self._show, self._refused), overview)

    def _show(self, seen: Overview) -> None:
        self._own = seen.folder
        self._plan.show_plan(seen.now.plan)
        self._show_last(seen.now.state.last)
        self._count.setText(f"{len(seen.listed):,} 份")
        self._model.load(held(seen.listed))
        self._stack.setCurrentIndex(0 if seen.listed else 1)

    def _show_last(self, last: LastBackup | None) -> None:
        if last is None:
            self._shield.show_icon("ri.alert-line", "warn")
            self._state.setText("还没有备份")
            self._last.setText(_NEVER)
            return
        now = datetime.now()
        days = (now.date() - last.at.date()).days
        amiss = days > OLD_DAYS or bool(last.missing)
        icon = "ri.alert-line" if amiss else "ri.shield-check-line"
        self._shield.show_icon(icon, "warn" if amiss else "ok")
        said = f"已经 {days} 天没有备份" if days > OLD_DAYS else "备份正常"
        self._state.setText(last.missing if last.missing and days <= OLD_DAYS else said)
        where = f"，{last.where}" if last.where else ""
        self._last.setText(f"{moment(last.at, now)} 备份{where}，{size_words(last.size)}")

    def _settled(self, at: int) -> None:
        kept = self._model.row(at)
        if kept is not None and kept.file is not None:
            self.look_at(kept.file)
        else:
            self._back.hide()

    def look_at(self, file: Path) -> None:
        """Show what going back to this backup would change."""
        self._picked = file
        self.jobs.paper(self, Reply(partial(self._looked, file), self._refused), going_back, file)

    def _looked(self, file: Path, back: Back) -> None:
        if file == self._picked:
            self._back.show_back(back, self.services.office.staff)
            self._back.show()

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "备份放到哪个文件夹")
        if name:
            community = "".join(c for c in self.services.office.community if c.isalnum())
            stamp = f"{datetime.now():%Y%m%d-%H%M%S}"
            self.back_up(Path(name) / f"{community or '社区'}-{stamp}.wmbak")

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选一份备份", "", "备份 (*.wmbak)")
        if name:
            self.look_at(Path(name))

    def back_up_here(self) -> None:
        """Make a backup on this PC, and the second copy where one is wanted."""
        self._long("备份", self._made_here, back_up_now)

    def back_up(self, target: Path) -> None:
        """Make a backup there."""
        self._long("备份", self._made, make_backup, target)

    def check(self, file: Path) -> None:
        """Read a backup back."""
        self._long("核对备份", self._whole, verify_backup, file)

    def _verify_picked(self) -> None:
        if self._picked is not None:
            self.check(self._picked)

    def _long(
        self, title: str, done: Callable[[Any], object], service: Callable[..., Any], *args: Any
    ) -> None:
        """Do what takes seconds; 停止 stands in the status line, one at a time."""
        self._tell("info", f"正在{title}，可以先做别的事")
        self._set_busy(busy=True)
        reply: Reply[Any] = Reply(
            partial(self._ended, done), self._refused, self._failed, self._stopped
        )
        self.jobs.watch_paper(title, self, reply, service, *args)

    def _ended(self, done: Callable[[Any], object], result: object) -> None:
        self._set_busy(busy=False)
        done(result)

    def _set_busy(self, *, busy: bool) -> None:
        self._now.setEnabled(not busy)
        self._back.set_busy(busy=busy)

    def _made_here(self, made: AutoMade) -> None:
        self._path = made.file
        if made.noted.missing:
            self._tell("warn", f"本机备份好了，{made.noted.missing}", folder=True)
        else:
            self._tell("ok", f"已备份并核对，存在{made.noted.where}", folder=True)
        self.start()

    def _made(self, info: BackupInfo) -> None:
        self._path = info.file
        self._tell("ok", f"已备份并核对：“{info.file.name}”，可以安全拔出 U 盘", folder=True)
        self.start()

    def _whole(self, info: BackupInfo) -> None:
        self._path = info.file
        people = info.counts.get("resident", 0)
        tickets = info.counts.get("ticket", 0)
        said = f"“{info.file.name}”是完好的，里面有 {people:,} 人、{tickets:,} 件工单"
        self._tell("ok", said, folder=True)

    def _keep_plan(self, plan: Plan) -> None:
        self.jobs.paper(self, Reply(self._plan_kept, self._refused), keep_plan, plan)

    def _plan_kept(self, plan: Plan) -> None:
        self._plan.show_plan(plan)
        where = f"第二份以后存到 {plan.second}" if plan.second else "以后只存本机"
        said = where if plan.automatic else "自动备份关了，记得自己备份"
        self._tell("ok" if plan.automatic else "warn", said)

    def _go_back(self, account: str, password: str) -> None:
        if self._picked is None:
            return
        self._back.forget()
        self._long("恢复前备份并核对", self._staged, go_back, self._picked, account, password)

    def _staged(self, _info: BackupInfo) -> None:
        self._set_busy(busy=True)
        self._tell("ok", "这一份准备好了，程序重新打开就换上。没有自己打开就关掉再开")
        self.services.restart_asked.emit()

    def _refused(self, error: UserError) -> None:
        self._failed(error.message)
        self._back.show_error(error.message if self._back.isVisible() else "")

    def _failed(self, text: str) -> None:
        self._set_busy(busy=False)
        self._tell("danger", text)

    def _stopped(self) -> None:
        self._set_busy(busy=False)
        self._tell("info", "停下了，没有做完，数据没有动")

    def _tell(self, tone: str, text: str, *, folder: bool = False) -> None:
        restyle_one(self._strip, "tone", tone)
        self._result.setText(text)
        # The words are selected by their parent's tone: polish them too.
        self._result.style().unpolish(self._result)
        self._result.style().polish(self._result)
        self._folder.setVisible(folder)
        self._strip.setAccessibleName(text)
        self._strip.show()


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
