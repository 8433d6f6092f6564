"""The words of a letter to an employer and of a card's 主要表现, written from the figures. Pure."""

from collections.abc import Sequence

from wenming_desktop.three_cards.model import FeedbackLine, MemberFigures, Reminders
from wenming_desktop.three_cards.rules import TABLE_FROM, Span, said

_TOPIC = "参与社区服务情况的反馈函"
_NO_SERVICE = "本期没有服务记录"


def number(value: float) -> str:
    """Hours as they are said: 3, 5.5."""
    return f"{value:g}"


def letter_title(names: Sequence[str], span: Span) -> str:
    """What a letter is headed by."""
    if len(names) >= TABLE_FROM:
        return f"关于贵单位在职党员{span.title}{_TOPIC}"
    return f"关于{'、'.join(names)}同志{span.title}{_TOPIC}"


def performance(counted: MemberFigures) -> str:
    """What a member did in a period, in one sentence of figures."""
    if not counted.times:
        served = _NO_SERVICE
    else:
        served = f"参加社区服务{counted.times}次，服务{number(counted.hours)}小时"
        if 0 < counted.activities < counted.times:
            served += f"，其中参加活动{counted.activities}次"
    parts = [served]
    if counted.posts:
        parts.append(f"认领{'、'.join(counted.posts)}")
    if counted.households:
        parts.append(f"联系居民{counted.households}户")
    if counted.wishes:
        parts.append(f"认领微心愿{counted.wishes}个{_fulfilled(counted)}")
    elif counted.fulfilled:
        parts.append(f"实现微心愿{counted.fulfilled}个")
    return "；".join(parts) + "。"


def _fulfilled(counted: MemberFigures) -> str:
    return f"、实现{counted.fulfilled}个" if counted.fulfilled else ""


def letter_body(cards: Sequence[FeedbackLine], grades: dict[str, str], span: Span) -> str:
    """The paragraphs of a letter; the last one asks the employer to take note."""
    opening = _opening(cards, span)
    ask = (
        "请贵单位党组织将以上情况纳入在职党员日常管理和年度考核、评先评优的参考，"
        "并在收到本函后30日内寄回回执。感谢贵单位对社区工作的支持。"
    )
    if len(cards) >= TABLE_FROM:
        return "\n".join((opening, _sums(cards), ask))
    each = [_one(card, grades, alone=len(cards) == 1) for card in cards]
    return "\n".join((opening, *each, ask))


def _opening(cards: Sequence[FeedbackLine], span: Span) -> str:
    if len(cards) == 1:
        on = cards[0].figures.reported_on
        since = f"于{said(on)}到我社区报到，" if on else "已到我社区报到，"
        return f"贵单位{cards[0].name}同志{since}现将{span.title}参与社区服务的情况反馈如下。"
    return f"贵单位{_many(cards)}已到我社区报到，现将{span.title}参与社区服务的情况反馈如下。"


def _many(cards: Sequence[FeedbackLine]) -> str:
    if len(cards) >= TABLE_FROM:
        return f"在职党员{len(cards)}名"
    return f"{'、'.join(card.name for card in cards)}{len(cards)}名同志"


def _one(card: FeedbackLine, grades: dict[str, str], *, alone: bool) -> str:
    who = "该同志" if alone else f"{card.name}同志"
    text = f"{who}{performance(card.figures)}"
    if card.comment:
        text += _ended(card.comment)
    grade = grades.get(card.grade, "")
    if grade:
        text += f"社区党组织评价为{grade}。"
    return text


def _sums(cards: Sequence[FeedbackLine]) -> str:
    times = sum(card.figures.times for card in cards)
    hours = round(sum(card.figures.hours for card in cards), 2)
    wishes = sum(card.figures.wishes for card in cards)
    idle = sum(not card.figures.times for card in cards)
    text = f"{len(cards)}名同志共参加社区服务{times}次，服务{number(hours)}小时"
    if wishes:
        text += f"，认领微心愿{wishes}个"
    if idle:
        text += f"，{idle}名同志{_NO_SERVICE}"
    return f"{text}。每名同志的情况和评价见下表。"


def _ended(text: str) -> str:
    return text if text.endswith(("。", "；", "？")) else f"{text}。"


def reminder_words(found: Reminders) -> tuple[str, str]:
    """What waits of the feedback to employers: in short, and in a sentence; empty for nothing."""
    waiting, back = found.due + found.overdue, found.unreturned_cards + found.unreturned_letters
    said = []
    if waiting:
        late = "，已经超期" if found.overdue else ""
        said.append(f"{found.span.title}还有 {waiting:,} 名报到党员没有向单位反馈{late}。")
    if back:
        units = f"：{'、'.join(found.units[:3])}" if found.units else ""
        more = f"等 {len(found.units)} 个单位" if len(found.units) > 3 else ""
        said.append(f"有 {back:,} 份反馈超过 30 天没有回执{units}{more}。")
    if found.overdue:
        short = f"反馈超期 {found.overdue:,} 人"
    elif found.due:
        short = f"待反馈 {found.due:,} 人"
    else:
        short = f"待收回执 {back:,} 份" if back else ""
    return short, "".join(said)
