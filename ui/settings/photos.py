"""照片要求: whether a ticket whose change can be seen needs its pair of photos to be finished."""

from typing import Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox
from typing_extensions import override

from ui.common.frames import column, frame
from ui.common.labels import Words
from ui.jobs import Reply
from ui.page import Services
from ui.settings.section import Section
from wenming_desktop.tickets.photo_gate import photo_gate, set_photo_gate

_SAID: Final = (
    "市容环境、宣传广告、施工管理、街面秩序、公用设施五类工单，办结前后的样子看得见。"
    "咨询和表扬不要求照片。"
)
_ON: Final = "没有整改前和整改后的照片，就不能申请办结。写好的结果会留着，补上照片再按一次就行。"
_OFF: Final = "缺照片也能办结，只提醒一句，并列在“缺照片”里，随时可以补。"


class PhotosSection(Section):
    """One switch, in force at once; the bar takes it back."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "photos")
        self._gate = QCheckBox("先有整改前、整改后的照片，才能办结")
        self._gate.setObjectName("fld_photo_gate")
        self._gate.setAccessibleName(self._gate.text())
        self._gate.setEnabled(False)
        self._now, self._refused = Words("", "sm2"), Words("", "error")
        self._now.setObjectName("lbl_photo_gate")
        self._refused.setObjectName("err_photo_gate")
        self._refused.hide()
        said = Words(_SAID, "sm3")
        card = frame("card")
        inside = column(card, margins=(16, 12, 16, 16), gap=8)
        inside.addWidget(Words("办结要不要照片", "head"))
        for part in (said, self._gate, self._now, self._refused):
            if isinstance(part, Words):
                part.setWordWrap(True)
            inside.addWidget(part)
        whole = column(self)
        whole.addWidget(card)
        whole.addStretch(1)
        self._gate.clicked.connect(self._turned)

    @override
    def start(self) -> None:
        self.jobs.read(self, self._show, photo_gate)

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if "setting" in tables:
            self.start()

    def _show(self, on: bool) -> None:
        with QSignalBlocker(self._gate):
            self._gate.setChecked(on)
        self._gate.setEnabled(self.may_write)
        self._now.setText(_ON if on else _OFF)
        self._gate.setAccessibleDescription(self._now.text())

    def _turned(self, wanted: bool) -> None:
        self._refused.hide()
        reply: Reply[None] = Reply(lambda _none: self.start(), None, self._failed)
        self.jobs.write(self, reply, set_photo_gate, wanted)

    def _failed(self, why: str) -> None:
        """What is in force stays in sight."""
        self._refused.setText(f"没有改。{why}")
        self._refused.show()
        self.start()
