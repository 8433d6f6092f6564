"""The tabs that other folders bring to the party page, in the order they stand."""

from ui.page import Services
from ui.party.node_panel import NodePanel
from ui.party.opinions.panel import OpinionsPanel
from ui.party.records.panel import RecordsPanel
from ui.party.wishes.panel import WishesPanel


def extra_panels(services: Services) -> list[tuple[str, str, NodePanel]]:
    """Key, label and panel of each tab between 包联户 and 岗位."""
    return [
        ("wishes", "认领与微心愿", WishesPanel(services)),
        ("records", "服务记录", RecordsPanel(services)),
        ("opinions", "评议", OpinionsPanel(services)),
    ]
