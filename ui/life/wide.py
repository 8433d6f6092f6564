"""A form with more in a row than the usual one has room for."""

from PySide6.QtWidgets import QApplication
from typing_extensions import override

from ui.common import theme
from ui.common.form_dialog import FormDialog

_EMS, _HIGHEST = 44, 680


class WideDialog(FormDialog):
    """Grows with what it tells while it is written, never shrinks under a hand."""

    @override
    def bring(self) -> None:
        super().bring()
        self.fit_wide()

    def fit_wide(self) -> None:
        """As wide as its rows need, as high as what stands on it; a small screen is enough."""
        wide = round(theme.px("f_body") * _EMS)
        self._inside.activate()
        high = max(self._inside.totalHeightForWidth(wide), self._inside.sizeHint().height())
        wanted = high + self._foot.sizeHint().height() + 30
        screen = self.screen() or QApplication.primaryScreen()
        room = screen.availableGeometry().height() - 60
        self.resize(max(self.width(), wide), max(self.height(), min(wanted, _HIGHEST, room)))
