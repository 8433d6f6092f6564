"""The component sheet: every part the pages are made of, in its states, on one page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from tests.gallery_parts import controls, data, messages
from tests.gallery_parts.card import card
from ui.common import theme
from ui.common.buttons import row
from ui.common.frames import column
from ui.common.labels import Words

SWATCHES = (
    ("text", "surface", "正文"),
    ("text_2", "surface", "次要"),
    ("text_3", "surface", "说明"),
    ("ink", "on_ink", "黛青"),
    ("party", "surface", "党建红"),
    ("danger", "surface", "超期"),
    ("ok", "surface", "正常"),
    ("warn_text", "warn_tint", "提醒"),
    ("bg", "text", "页面"),
    ("nav", "text_2", "导航"),
    ("ink_tint", "text", "选中"),
)


class Gallery(QWidget):
    """All components."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page_components")
        self.setProperty("k", "page")
        layout = column(self, margins=(20, 14, 20, 14), gap=10)
        about = Words("平面、1px 边、圆角 4 / 6 / 8，没有阴影、渐变、模糊", "sm3")
        layout.addLayout(row(Words("组件与状态", "name"), about, None, spacing=12))
        layout.addWidget(_swatches())
        for line in (
            (controls.buttons(), controls.fields(), controls.chips()),
            (controls.form(), controls.days(), controls.choices()),
            (data.table(), data.waiting(), data.steps()),
            (data.navigation(), data.chart(), data.happenings()),
            (messages.banners(), messages.bars(), messages.long_work()),
            messages.empties(),
        ):
            layout.addLayout(row(*line, spacing=10))
        layout.addWidget(messages.feet())
        layout.addStretch(1)


def _swatches() -> QFrame:
    box, layout = card("颜色与对比度")
    line = QHBoxLayout()
    line.setSpacing(8)
    for ground, word, use in SWATCHES:
        swatch = Words(f"{ground} {use}")
        swatch.setAlignment(Qt.AlignmentFlag.AlignCenter)
        back, fore = theme.colour(ground).name(), theme.colour(word).name()
        edge = theme.colour("line").name()
        swatch.setStyleSheet(
            f"background:{back};color:{fore};border:1px solid {edge};border-radius:4px;"
            f"padding:5px 2px;font-size:{theme.px('f_cap')}px"
        )
        line.addWidget(swatch, 1)
    layout.addLayout(line)
    return box
