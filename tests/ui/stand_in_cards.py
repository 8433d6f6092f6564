"""The cards of the stand-in office, and its history of acts that can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from wenming_desktop.cards.look import CardLook
from wenming_desktop.cards.model import (
    CardBack,
    CardFace,
    CardFilter,
    CardHome,
    CardQueues,
    CardRow,
    Contact,
    PrintRun,
    ReceiveChoices,
    Stairs,
    StaleCard,
)
from wenming_desktop.errors import NotFoundError
from wenming_desktop.households.model import HouseholdRow
from wenming_desktop.search.model import Answer
from wenming_desktop.undoing import StandingAct, TakenBack

STATES = {"待印": "1", "已印待发": "2", "待签收": "3", "已签收": "4"}
NAMES = {code: name for name, code in STATES.items()} | {"5": "遗失", "7": "已换发"}
WHYS = ("新办", "信息变更", "遗失补打")
REASON = {"new": "新办", "9": "信息变更", "7": "遗失补打"}


@dataclass
class Act:
    """What was done and how the cards were before."""

    told: StandingAct
    before: list[CardRow]


class CardOffice:
    """Answers the services of cards and of 撤销; a mixin of the stand-in office."""

    rows: list[HouseholdRow]

    @property
    def cards(self) -> list[CardRow]:
        if not hasattr(self, "_cards"):
            made = [self._card(row) for row in self.rows if row.card_label in STATES]
            self._cards = made
            self.acts: list[Act] = []
            self.taken: list[Act] = []
        return self._cards

    def _card(self, row: HouseholdRow) -> CardRow:
        code = STATES[row.card_label]
        out, signed = code in "34", code == "4"
        return CardRow(
            row.id,
            f"LXK-02-{row.id:05}",
            row.id,
            row.door,
            row.head or "（未定户主）",
            row.tags,
            code,
            row.card_label,
            WHYS[row.id % 3],
            "2026-11-18" if out else "",
            "梁志勇" if out else "",
            row.head if signed else "",
            "本人" if signed else "",
            "2026-11-19" if signed else "",
        )

    def _wanted(self, wanted: CardFilter) -> list[CardRow]:
        return [
            card
            for card in self.cards
            if (wanted.ids is None or card.id in wanted.ids)
            and (not wanted.status or card.status == wanted.status)
            and (not wanted.reason or card.why == REASON.get(wanted.reason))
        ]

    def card_count(self, wanted: CardFilter) -> int:
        return len(self._wanted(wanted))

    def card_page(self, wanted: CardFilter, offset: int, limit: int) -> tuple[CardRow, ...]:
        return tuple(self._wanted(wanted)[offset : offset + limit])

    def card_ids(self, wanted: CardFilter) -> tuple[int, ...]:
        return tuple(card.id for card in self._wanted(wanted))

    def sheet_of_building(
        self, wanted: CardFilter, card: int | None, places: int
    ) -> tuple[int, ...]:
        ids = self.card_ids(wanted)
        first = ids.index(card) if card in ids else 0
        first = max(0, min(first, len(ids) - places))
        return ids[first : first + places]

    def card_queues(self) -> CardQueues:
        states: dict[str, int] = {}
        reasons: dict[str, int] = {}
        keys = {name: key for key, name in REASON.items()}
        for card in self.cards:
            states[card.status] = states.get(card.status, 0) + 1
            if card.status == "1":
                reasons[keys[card.why]] = reasons.get(keys[card.why], 0) + 1
        live = sum(states.get(code, 0) for code in "1234")
        homes = len(self.rows)
        return CardQueues(states, reasons, homes, homes - live, states.get("4", 0))

    def stale_why(self) -> tuple[StaleCard, ...]:
        printed = [card for card in self.cards if card.status in "234"]
        return tuple(StaleCard(card.id, "网格员电话变了") for card in printed[:3])

    def receive_choices(self) -> ReceiveChoices:
        return ReceiveChoices(
            (("1", "入户面交"), ("4", "社区现场领取")),
            (("01", "本人"), ("02", "户主"), ("10", "配偶"), ("20", "子")),
        )

    def print_run(self, ids: Sequence[int]) -> PrintRun:
        by_id = {card.id: card for card in self.cards}
        return PrintRun(tuple(ids), tuple(_face(by_id[i]) for i in ids), CardBack())

    def post_choices(self) -> tuple[tuple[str, str], ...]:
        return (("34", "网格员"), ("21", "楼栋党小组长"), ("31", "楼栋长"))

    def card_look(self, sheet: Any) -> CardLook:
        posts = dict(self.post_choices())
        main, *lines = [Contact(posts[code], "孙福顺", "8801 7712") for code in sheet.card_posts]
        face = CardFace(
            "LXK-00-00001", "王秀兰", "一院 3号楼", sheet.short_name, sheet.address, sheet.slogan,
            main, tuple(lines),
        )  # fmt: skip
        return CardLook(face, CardBack(sheet.card_heading, sheet.card_services), ())

    def mark_printed(self, ids: Sequence[int], _printed: Any = None) -> int:
        return self._move("cards.printed", "打印连心卡", ids, "2")

    def deliver(self, command: Any) -> int:
        return self._move("cards.deliver", "发放连心卡", command.card_ids, "3")

    def receive(self, command: Any) -> int:
        from wenming_desktop.cards.refusals import ReceiverMissingError

        if not command.name:
            raise ReceiverMissingError
        return self._move("cards.receive", "签收连心卡", command.card_ids, "4")

    def take_back(self, command: Any) -> int:
        return self._move("cards.take_back", "退回连心卡", command.card_ids, "2")

    def lost(self, ids: Sequence[int], _note: str = "") -> int:
        return self._move("cards.lost", "登记遗失", ids, "5")

    def replace(self, command: Any) -> tuple[int, ...]:
        self._move("cards.replace", "换发连心卡", command.card_ids, "7")
        return tuple(command.card_ids)

    def not_printed(self, ids: Sequence[int], _note: str = "") -> int:
        return self._move("cards.not_printed", "没印好，退回待印", ids, "1")

    def reissue(self, command: Any) -> tuple[int, ...]:
        self._move("cards.reissue", "整批换发", command.card_ids, "7")
        return tuple(command.card_ids)

    def stairs(self, wanted: CardFilter) -> tuple[Stairs, ...]:
        found: dict[str, list[int]] = {}
        for card in self._wanted(wanted):
            found.setdefault(card.door.rsplit("-", 1)[0], []).append(card.id)
        return tuple(Stairs(name, tuple(ids)) for name, ids in found.items())

    def card_of_number(self, number: str) -> CardHome:
        for card in self.cards:
            if card.number == number.upper():
                return CardHome(card.id, card.household_id, card.status)
        raise NotFoundError(what=f"卡号“{number}”")

    def issue_cards(self, _building: int | None = None) -> int:
        before = list(self.cards)
        with_card = {card.household_id for card in before}
        made = [
            self._card(replace(row, card_label="待印"))
            for row in self.rows
            if row.id not in with_card
        ]
        self._keep("cards.issue", "制作连心卡", len(made))
        self.cards.extend(made)
        return len(made)

    def _move(self, action: str, title: str, ids: Sequence[int], status: str) -> int:
        self._keep(action, title, len(ids))
        for at, card in enumerate(self.cards):
            if card.id in ids:
                self.cards[at] = replace(card, status=status, status_name=NAMES[status])
        return len(ids)

    def _keep(self, action: str, title: str, count: int) -> None:
        before = list(self.cards)
        seq = len(self.acts) + 1
        self.acts.append(Act(StandingAct(seq, action, title, f"{count} 张"), before))
        self.taken.clear()

    def search_answers(self, text: str, limit: int) -> tuple[Answer, ...]:
        wanted = {"wxl": "王秀兰", "lgz": "林桂芝"}.get(text, text)
        found = [row for row in self.rows if wanted in row.head or wanted in row.door]
        people = tuple(
            Answer("household", row.id, row.head, row.door, _about(row), row.id)
            for row in found[:limit]
        )
        tickets = tuple(
            Answer("ticket", 1127, "0027 厨房水管渗漏", row.door, "处理中", 0, "green", "剩 1 天")
            for row in found[:1]
        )
        cards = tuple(
            Answer("card", row.id, f"LXK-02-{row.id:05} {row.head}", row.door, "", row.id)
            for row in found[:1]
            if row.card_label in STATES
        )
        return people + tickets + cards

    def history_mark(self) -> int:
        return 0

    def standing_act(self, _since: int = 0) -> StandingAct | None:
        _ = self.cards
        return self.acts[-1].told if self.acts else None

    def undo_last_act(self, _since: int = 0, _seq: int | None = None) -> TakenBack:
        from wenming_desktop.security.undo import NothingToUndoError

        _ = self.cards
        if not self.acts:
            raise NothingToUndoError
        act = self.acts.pop()
        now, self._cards = self._cards, act.before
        self.taken.append(Act(act.told, now))
        return TakenBack(act.told)

    def redo_last_act(self, _since: int = 0) -> TakenBack:
        from wenming_desktop.undoing import NothingToRedoError

        _ = self.cards
        if not self.taken:
            raise NothingToRedoError
        act = self.taken.pop()
        now, self._cards = self._cards, act.before
        self.acts.append(Act(act.told, now))
        return TakenBack(act.told)


def _about(row: HouseholdRow) -> str:
    tags = "、".join(tag.label for tag in row.tags)
    return "·".join(part for part in (f"{row.people} 人", tags) if part)


def _face(card: CardRow) -> CardFace:
    return CardFace(
        card_no=card.number,
        household_name=card.head,
        door=card.door,
        community="槐荫里社区居委会",
        address="文澜路 18 号",
        slogan="一个电话，上门服务",
        main=Contact("网格员", "梁志勇", "8801 2003"),
        lines=(Contact("社区值班", "值班室", "8801 2000"),),
    )
