"""导出台账: which columns, whose rows, masked or whole; then the file."""

from ui.households.export.desk import Exporting

__all__ = ["Exporting"]
