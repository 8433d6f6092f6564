"""The sentences of the card page: steps, what is ticked, why a queue is empty."""

from typing import Final

from ui.cards.columns import OUT, PRINTED, SIGNED, STALE, WAITING
from ui.cards.settings import PrintPanel
from ui.common.stepper import StepMark
from wenming_desktop.cards.model import CardQueues, CardRow

STEP: Final = {WAITING: 0, PRINTED: 2, OUT: 3, SIGNED: 3, STALE: 0}
NOTHING: Final = {
    WAITING: ("没有待印的卡", "给还没有卡的住户制卡，就会排到这里。"),
    PRINTED: ("没有印好待发的卡", "打印过、还没有交到住户手里的卡会在这里。"),
    OUT: ("没有等签收的卡", "发出去、还没有登记签收的卡会在这里。"),
    SIGNED: ("还没有签收的卡", "登记了签收人的卡会在这里。"),
    STALE: ("没有要换发的卡", "印好的卡上，姓名、电话和门牌都还对。"),
}


def subtitle(counts: CardQueues) -> str:
    """How many households there are and how many have signed."""
    share = f"·已签收 {counts.received / counts.households:.0%}" if counts.households else ""
    return f"{counts.households:,} 户{share}"


def first_queue(counts: CardQueues) -> str:
    """The queue a clerk most likely comes for: the first that holds something to do."""
    if counts.without:
        return WAITING
    held = (queue for queue in (WAITING, PRINTED, OUT, SIGNED) if counts.states.get(queue))
    return next(held, WAITING)


def steps(counts: CardQueues, queue: str, cards: int, sheets: int) -> list[StepMark]:
    """The four steps, with how many cards stand at each."""
    states = counts.states
    notes = (
        ("选住户", f"{states.get(WAITING, 0):,} 户待印，已选 {cards:,}"),
        ("打印", f"{sheets:,} 张 A4·{cards:,} 张卡"),
        ("发放", f"{states.get(PRINTED, 0):,} 张印好，还在社区"),
        ("签收", f"{states.get(SIGNED, 0):,} 户已签收"),
    )
    now = STEP[queue]
    return [
        StepMark(label, note, "now" if at == now else "done" if at < now else "next")
        for at, (label, note) in enumerate(notes)
    ]


def picked(queue: str, cards: int, settings: PrintPanel) -> str:
    """How many are ticked and how they fill the paper."""
    if not cards:
        return "空格勾选，Shift+↑↓ 连着勾"
    if queue != WAITING:
        return f"已选 {cards:,} 户"
    sheets = settings.sheets(cards)
    free = settings.places() * sheets - (cards + settings.first_place() - 1)
    fit = f"要 {sheets:,} 张 A4，最后一张空 {free} 个" if free else f"正好 {sheets:,} 张 A4"
    return f"已选 {cards:,} 户，{fit}"


def whom(cards: int, line: CardRow | None) -> tuple[str, str]:
    """Whom the buttons act on, and whose name may stand as the one who signs."""
    if cards != 1:
        return (f"勾选的 {cards:,} 户" if cards else "先选一户", "")
    return (f"{line.head}　{line.door}", line.head) if line is not None else ("勾选的 1 户", "")


def not_in_a_queue(rows: tuple[CardRow, ...]) -> str:
    """Why a card cannot be brought to hand."""
    said = rows[0].status_name if rows else "已撤销"
    return f"这张卡现在是“{said}”，没有要办的。"
