"""The stand-in's answers for 今日工作台: the tickets, elders and figures of the drawing."""

from datetime import datetime

from wenming_desktop.tallies.period import Period
from wenming_desktop.today.model import (
    ALL,
    APPROVING,
    CALLING,
    LATE,
    REVIEW,
    TODAY,
    UNSENT,
    Birthday,
    Board,
    CardsLeft,
    MonthSoFar,
    Tile,
    Todo,
    TodoLine,
)

_LINES = (
    (
        "40",
        "red",
        "超期 2 天",
        "暖气不热，室温 15℃",
        "一院 3-2-402 陈国栋",
        "供热公司青河所",
        "URG",
    ),
    ("40", "red", "超期 18 小时", "单元门禁坏，夜间敞开", "棉纺院 7-1", "裕和物业", "URG"),
    ("40", "amber", "今天 17:30", "楼道堆放旧家具", "一院 5-3-2层", "网格员 梁志勇", "FIN"),
    ("30", "amber", "今天 17:30", "路灯不亮 4 盏", "裕和花园东门外", "市政管理中队", "SGN"),
    ("20", "", "待派单", "飞线给电动车充电", "一院 8-1 楼前", "", "DSP"),
    ("20", "", "待派单", "楼上漏水到厨房", "裕和花园 12-2-601 高敏", "", "DSP"),
    ("60", "", "待回访", "流动摊点占道", "文澜路菜场西口", "市容管理中队", "CBK"),
)
LINES = tuple(TodoLine(at, f"20261100{at:02}", *line) for at, line in enumerate(_LINES, 1))
COMING = tuple(
    TodoLine(
        at, f"20261100{at}", "40", "green", f"剩 {at - 20} 天", title, "一院 3-3-602", "", "FIN"
    )
    for at, title in ((22, "夜间施工噪音"), (23, "绿化带枯枝"), (24, "健身器材松动"))
)
LONG_NAME = "阿卜杜热合曼·买买提吐尔逊·阿布都克里木"
PEOPLE = (
    Birthday(3, "今天", "钱凤仙", 90, "裕和花园 6-1-203"),
    Birthday(7, "23日", LONG_NAME, 80, "城西区文澜街道裕和花园东区 11-1-1101"),
)
TILES = (
    Tile("accepted", "本月受理", "64", "件", "−7", bars=(3, 0, 5, 1)),
    Tile("on_time_rate", "按时办结率", "92.6", "%", "+3.1 点", "ok", "50 / 54 件"),
    Tile("satisfaction_rate", "回访满意率", "96.4", "%", "−0.8 点", "warn", "27 / 28 件"),
    Tile("open_at_end", "期末在办", "21", "件", "持平", fact="超期 2 件"),
    Tile("signed", "连心卡签收", "118", "张", "+40", fact="共 2,184 / 2,346 户", share=0.93),
)


def todo(lines: tuple[TodoLine, ...] = LINES) -> Todo:
    tabs = {
        ALL: lines,
        LATE: tuple(line for line in lines if line.lamp == "red"),
        TODAY: tuple(line for line in lines if line.lamp == "amber"),
        UNSENT: tuple(line for line in lines if line.status == "20"),
        APPROVING: tuple(line for line in lines if line.action in ("APV", "EXY")),
        CALLING: tuple(line for line in lines if line.status == "60"),
        REVIEW: tuple(line for line in lines if line.status == "95"),
    }
    counts = {key: len(found) for key, found in tabs.items()}
    return Todo(counts, tabs, "明天 17:30", COMING, 7)


class TodayOffice:
    """Answers the page's one read; tests put another answer in `today`."""

    today = Board(
        datetime(2026, 11, 20, 10, 42),
        False,
        todo(),
        PEOPLE,
        CardsLeft(86, (("新办", 31), ("信息变更", 47), ("遗失补打", 8)), 0, 2184, 2346),
    )
    month = MonthSoFar(Period.parse("2026-11-01..2026-11-20"), TILES)

    def board(self) -> Board:
        return self.today

    unpaired = 0

    def month_so_far(self) -> MonthSoFar:
        return self.month

    def unpaired_upto(self, _wanted: object) -> int:
        return self.unpaired
