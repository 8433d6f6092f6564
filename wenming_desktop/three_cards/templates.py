"""Sentences offered for commitments and comments: the office's own, else those that come along."""

from typing import Final

from sqlalchemy import select

from db.tables.office import Setting
from wenming_desktop.fields import clean_text
from wenming_desktop.three_cards.rules import COMMENT, COMMITMENT
from wenming_desktop.work import Work, use_case

COMMITMENTS, COMMENTS = "party_commitments", "feedback_comments"
_LONGEST: Final = {COMMITMENTS: COMMITMENT, COMMENTS: COMMENT}
_MOST: Final = 60
_SHIPPED: Final = {
    COMMITMENTS: (
        "认领一个岗位，联系几户居民，每月至少到社区参加一次服务，邻里有事随叫随到。",
        "亮明党员身份，遵守居民公约，带头清洁家园，发现安全隐患及时报告。",
        "发挥专业特长，为长者和困难家庭做实事，每半年向社区党组织报告一次服务情况。",
        "按时参加楼栋党小组活动，包栋联户常走动，把居民的急难愁盼带回来、办下去。",
    ),
    COMMENTS: (
        "主动到社区报到，积极参加志愿服务，办事认真负责，居民反映良好。",
        "认领岗位后坚持服务，走访联系户细致耐心，在邻里中起到党员带头作用。",
        "能发挥专业特长为居民解难题，服务次数多、时间长，群众满意。",
        "能按要求报到并参加社区活动，今后可多参加包栋联户和便民服务。",
        "报到后参加服务较少，请单位督促其按承诺到社区履职。",
        "本期没有服务记录，请单位了解情况并督促其到社区报到服务。",
    ),
}


def templates(work: Work, key: str) -> tuple[str, ...]:
    """The sentences of a kind, in the office's order."""
    row = work.session.scalars(select(Setting).where(Setting.key == key)).first()
    kept = row.value if row is not None else None
    return tuple(str(text) for text in kept) if isinstance(kept, list) else _SHIPPED[key]


@use_case("three_cards.templates", "修改备选评语", right="party.write")
def save_templates(work: Work, key: str, texts: tuple[str, ...]) -> int:
    """Keep the office's own sentences of a kind, each once; how many there are now."""
    cleaned = (clean_text(text, _LONGEST[key]) for text in texts)
    kept = list(dict.fromkeys(text for text in cleaned if text))[:_MOST]
    row = work.session.scalars(select(Setting).where(Setting.key == key)).first()
    if row is None:
        row = Setting(key=key)
        work.session.add(row)
    row.value = kept
    work.note("three_cards.templates", count=len(kept))
    return len(kept)
