"""How a widget learns that the theme or the size changed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

if TYPE_CHECKING:
    _Widget = QWidget
else:
    # A mixin must not be a second Qt base at run time.
    _Widget = object


class OnRestyle(_Widget):
    """Calls `restyle` whenever the style sheet is applied anew; stands before the Qt base."""

    def restyle(self) -> None:
        """Take measures and icons of the look in use."""

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.restyle()


def restyle_one(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet selects on, and polish that one widget."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
