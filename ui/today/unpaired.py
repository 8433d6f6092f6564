"""缺照片: the quiet line above 今日 that leads to what was finished and cannot be seen."""

from typing import Final

from ui.common.buttons import Btn
from wenming_desktop.tickets.pairs import MOST_COUNTED

_ROOMY: Final = 1200


class UnpairedLine(Btn):
    """Out of sight while there are none, and where there is no room."""

    def __init__(self) -> None:
        super().__init__("", name="go_unpaired", icon="ri.camera-line", k="txt")
        self.setToolTip("已办结、还没有整改前或整改后照片的工单")
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many there are; past `MOST_COUNTED` nobody counted on."""
        many = f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED else f"{count:,}"
        self.setText(f" 缺照片 {many} 件")
        self.setAccessibleName(f"看缺照片的 {many} 件工单")
        self.setVisible(count > 0 and self.window().width() >= _ROOMY)
