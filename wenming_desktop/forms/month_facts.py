"""What the month's report says, and an invented October."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

_BY_GRID = (
    *("网格", "期初在办", "受理", "重启", "办结", "转出", "期末在办", "当期办结率", "应办结"),
    *("按时", "按时办结率", "超期未结", "有效评价", "满意", "满意率", "重办", "平均时长", "排名"),
)


class Figure(NamedTuple):
    """One of the four headline figures."""

    label: str
    value: str
    unit: str
    note: str = ""


@dataclass(frozen=True)
class SheetFacts:
    """A table of figures as it is shown, exported and printed."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    notes: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True)
class MonthPaper:
    """What the month's report says. `rows` hold only registers that exist."""

    community: str
    period: str
    figures: tuple[Figure, ...] = ()
    paragraph: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[object, ...], ...] = ()
    by_category: tuple[tuple[str, int], ...] = ()
    by_month: tuple[tuple[str, int], ...] = ()
    tables: tuple[SheetFacts, ...] = ()
    issue: str = ""
    sent_to: str = ""
    reported_on: str = ""
    signed_by: str = ""
    reviewed_by: str = ""
    prepared_by: str = ""
    printed_at: datetime | None = None
    seal: str = ""


def sample() -> MonthPaper:
    """An invented October."""
    months = (96, 88, 104, 99, 121, 118, 126, 112, 98, 104)
    return MonthPaper(
        community="槐荫里社区",
        period="2026年10月",
        issue="总第 22 期",
        sent_to="文澜街道党政办",
        reported_on="2026年11月2日",
        figures=(
            Figure("受理诉求", "104", "件", "比上月多 6 件"),
            Figure("按时办结", "92.6", "%", "比上月高 3.1 点"),
            Figure("居民满意", "96.4", "%", "不满意 2 件，已重办"),
            Figure("连心卡签收", "117", "张", "累计 2,184 张"),
        ),
        paragraph=(
            "本月共受理居民诉求 104 件，按时办结率 92.6%。供暖供水类 31 件，比上月增加 19 件，"
            "集中在槐荫一院 3、5号楼，已请供热公司清洗管网 2 处。超期未办结 3 件，"
            "均已约谈承办单位。"
        ),
        heads=("指标", "单位", "10月", "9月", "比上月", "今年累计"),
        rows=(
            ("诉求受理", "件", 104, 98, "+6.1%", 1066),
            ("　其中 12345 转办", "件", 17, 21, "−19.0%", 203),
            ("按时办结率", "%", 92.6, 89.5, "+3.1 点", 90.8),
            ("满意率", "%", 96.4, 95.6, "+0.8 点", 95.9),
            ("连心卡签收", "张", 117, 85, "+37.6%", 2184),
        ),
        by_category=(
            ("供暖供水", 31),
            ("环境卫生", 22),
            ("公共设施", 17),
            ("停车秩序", 12),
            ("噪音扰民", 9),
            ("邻里纠纷", 7),
            ("其他", 6),
        ),
        by_month=tuple((f"{month}月", count) for month, count in enumerate(months, 1)),
        tables=_sample_tables(),
        signed_by="周明兰",
        reviewed_by="何建平",
        prepared_by="林晓燕",
        printed_at=datetime(2026, 11, 2, 16, 5),
    )


def _sample_tables() -> tuple[SheetFacts, ...]:
    grids = ("第一网格", "第二网格", "第三网格", "未划分", "合计")
    return (
        SheetFacts(
            "表1　诉求办理总体情况",
            ("项目", "本月", "上月", "环比", "去年同月", "同比", "本年累计"),
            (
                ("受理件数", 104, 98, "+6.1%", 91, "+14.3%", 1066),
                ("办结件数", 99, 97, "+2.1%", 90, "+10.0%", 1041),
                ("期末在办", 12, 7, "+71.4%", 9, "+33.3%", 12),
                ("当期办结率（%）", 88.5, 90.8, "−2.3 点", 89.0, "−0.5 点", 90.1),
                ("满意率（%）", 96.4, 95.6, "+0.8 点", None, "—", 95.9),
            ),
            ("期初在办 7 + 受理 104 + 重启 2 − 办结 99 − 转出 2 = 期末在办 12，勾稽相符。",),
            "件",
        ),
        SheetFacts(
            "表2　分网格办理情况",
            _BY_GRID,
            tuple(
                (name, 2, 26, 0, 24, 1, 3, 88.5, 25, 23, 92.0, 1, 20, 19, 95.0, 1, 3.4, at)
                for at, name in enumerate(grids, 1)
            ),
            unit="件",
        ),
    )
