"""What stands where the list of tickets is empty: why, and what helps."""

from typing import Final

from ui.common.buttons import Btn
from ui.common.frames import EmptyState
from wenming_desktop.tickets.board import STAGES, BoardCounts, BoardFilter

_DONE_WORDS: Final = {
    "unsent": "没有等着派的单",
    "calling": "该回访的都回访了",
    "closing": "该归档的都归档了",
    "working": "没有正在办的工单",
    "approving": "没有等着审核的",
    "suspended": "没有挂账的",
    "open": "手上没有要办的工单",
}


class NoTickets(EmptyState):
    """The empty list; its buttons are connected by the list."""

    def __init__(self, *, may_register: bool) -> None:
        super().__init__("empty_tickets")
        self._may_register = may_register
        self.everywhere = Btn("在全部工单里找", name="search_all_tickets")
        self.register = Btn(
            "登记一件", name="register_first", icon="ri.phone-line", k="pri", key="F2"
        )
        self.buttons.addWidget(self.everywhere)
        self.buttons.addWidget(self.register)

    def say_for(self, wanted: BoardFilter, counts: BoardCounts | None, narrowed: str) -> None:
        """Say why nothing is left under a filter, whose choices `narrowed` names."""
        none = wanted.stage == "all" or (counts is not None and not counts.stages.get("all"))
        self.register.hide()
        self.everywhere.setVisible(bool(wanted.text or narrowed))
        self.everywhere.setText("在全部工单里找" if wanted.text else "清掉条件，看全部")
        if wanted.text:
            self._not_found(wanted, narrowed)
        elif narrowed:
            label = STAGES[wanted.stage][0]
            self.say("没有这样的工单", f"“{label}”里按“{narrowed}”找，一件也没有。")
        elif none:
            self._first_day()
        else:
            title = _DONE_WORDS.get(wanted.stage, "这里没有工单")
            self.say(title, "有新的会排在这里。", icon="ri.check-line", tone="ok")

    def say_refused(self, why: str) -> None:
        """Say why no list could be read."""
        self.register.hide()
        self.everywhere.hide()
        self.say("工单没有读出来", f"{why}按 F5 再读一遍。", icon="ri.error-warning-line")

    def _not_found(self, wanted: BoardFilter, narrowed: str) -> None:
        hint = "试试少输几个字，或用地点、来电人。"
        if wanted.stage != "all" or narrowed:
            label = STAGES[wanted.stage][0]
            hint = f"只查了“{label}”{f'里的“{narrowed}”' if narrowed else ''}。{hint}"
        self.say(f"没有找到“{wanted.text}”", hint)

    def _first_day(self) -> None:
        self.register.setVisible(self._may_register)
        words = (
            "来了电话按 F2 登记，登完就排在这里。" if self._may_register else "登记以后排在这里。"
        )
        self.say("还没有诉求工单", words, icon="ri.customer-service-2-line", tone="ink")
