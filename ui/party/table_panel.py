"""A tab of the page's own: one table of a node, searched where the host has a text for it."""

from typing_extensions import override

from ui.page import Services
from ui.party.node_list import NodeList, Shape
from wenming_desktop.party.page_model import NodeFilter


class TablePanel(NodeList):
    """Shows a table of the node in hand, and counts what it shows."""

    def __init__(self, services: Services, shape: Shape) -> None:
        super().__init__(services, shape)
        self.text = ""
        self._foot.setText(shape.keys)
        self._line.setSpacing(12)
        self._put_together()

    def look_for(self, text: str) -> None:
        """Show only what answers a text; empty shows everything."""
        if text != self.text:
            self.text = text
            self.load()

    @override
    def asked(self) -> NodeFilter:
        sort, down = self.model.sorted_by
        return NodeFilter(*self._node, self.text, sort, down)

    @override
    def text_asked(self) -> str:
        return self.text

    @override
    def _loaded(self, total: int) -> None:
        super()._loaded(total)
        self.counted.emit(total)
