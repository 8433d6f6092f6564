"""A pane of its own width at the right of a list, which scrolls where the window is low."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.form_row import FormRow
from ui.common.restyle import OnRestyle


class SideArea(OnRestyle, QScrollArea):
    """Holds a pane `wide` pixels wide at the usual size of type."""

    def __init__(self, side: QWidget, wide: int) -> None:
        super().__init__()
        self._wide = wide
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setWidget(side)
        self.restyle()

    @override
    def restyle(self) -> None:
        self.setFixedWidth(round(self._wide * theme.px("f_body") / 15))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.width(), super().sizeHint().height())


def align(rows: Iterable[FormRow]) -> None:
    """Give the labels of a form one width."""
    known = list(rows)
    for one in known:
        one.restyle()
    widest = max(one.label_width() for one in known)
    for one in known:
        one.align_label(widest)
