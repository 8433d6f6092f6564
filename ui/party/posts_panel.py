"""岗位: who holds which post of a node, until when, answering for what."""

from PySide6.QtCore import QTimer
from typing_extensions import override

from ui.common.buttons import Btn, on_click
from ui.page import Services
from ui.party.cells.post_dialog import EndPostDialog, PostDialog
from ui.party.columns import POSTS
from ui.party.node_list import Shape
from ui.party.table_panel import TablePanel
from wenming_desktop.party.organisation_model import PostLine
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.post_queries import post_count, post_page
from wenming_desktop.security.service import reveal

_SHOWN_MS = 30_000
_TABLES = frozenset(
    {"post_assignment", "party_member", "resident", "staff", "building_party_group",
     "party_organization", "building"}
)  # fmt: skip
_SHAPE = Shape(
    "posts",
    "岗位列表",
    POSTS,
    "↑↓ 选择　回车结束这个岗位　Ctrl+F 查找",
    ("这里还没有人任职", "点“安排岗位”，写上谁、什么岗位、从哪天起、负责什么。"),
    post_count,
    post_page,
    _TABLES,
    "party/posts",
)


class PostsPanel(TablePanel):
    """The posts, with the acts that give and end them."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, _SHAPE)
        self._phone = Btn("显示电话", name="show_post_phone", icon="ri.eye-line", k="link")
        self._phone.setToolTip("看完整号码，会记进操作日志，30 秒后收起")
        self._end = Btn("结束岗位", name="end_post", icon="ri.close-line", k="link")
        self._add = Btn("安排岗位", name="assign_post", icon="ri.add-line", k="link")
        self._dialog: PostDialog | None = None
        self._ending: EndPostDialog | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_SHOWN_MS)
        self._clock.timeout.connect(self._cover)
        for button, act in (
            (self._phone, self._ask_phone),
            (self._end, self._end_current),
            (self._add, self.assign),
        ):
            self._line.addWidget(on_click(button, act))
        self._add.setVisible(self._may_write)
        self._end.setVisible(self._may_write)
        self._phone.setVisible("register.reveal" in services.office.rights)
        self.table.settled.connect(self._settled)

    def assign(self) -> None:
        """Show the dialog that puts somebody on a post of this node."""
        if not self._node[0] or not self._may_write:
            return
        if self._dialog is None:
            self._dialog = PostDialog(self.jobs, self.window())
        self._dialog.begin(NodeFilter(*self._node))

    @override
    def open_row(self, at: int) -> None:
        line: PostLine | None = self.model.row(at)
        if line is None or not self._may_write:
            return
        if self._ending is None:
            self._ending = EndPostDialog(self.jobs, self.window())
        self._ending.begin(line)

    def _end_current(self) -> None:
        self.open_row(self.table.current())

    @override
    def _loaded(self, total: int) -> None:
        super()._loaded(total)
        self._settled(self.table.current() if total else -1)

    def _settled(self, at: int) -> None:
        line: PostLine | None = self.model.row(at) if at >= 0 else None
        self._end.setEnabled(line is not None)
        self._phone.setEnabled(line is not None and line.phone_of is not None)
        said = f"{line.name} {line.post}" if line is not None else ""
        self._end.setAccessibleName(f"结束岗位 {said}".strip())
        self._phone.setAccessibleName(f"显示电话 {said}".strip())
        self._phone.setText("显示电话")

    def _ask_phone(self) -> None:
        line: PostLine | None = self.model.row(self.table.current())
        if line is not None and line.phone_of is not None:
            kind, row_id = line.phone_of
            self.jobs.write(self, self._show_phone, reveal, kind, row_id, "phone", "查看电话")

    def _show_phone(self, number: str) -> None:
        self._phone.setText(number)
        self._phone.setAccessibleName(f"电话 {number}")
        self._clock.start()

    def _cover(self) -> None:
        self._settled(self.table.current())
