"""Paper on screen and on its way to a printer: preview, print run, what printers are off."""

from ui.printing.habits import Habits, Offset, Offsets, PrintPlace
from ui.printing.preview import Preview

__all__ = ["Habits", "Offset", "Offsets", "Preview", "PrintPlace"]
