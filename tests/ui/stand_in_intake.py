"""What the stand-in office knows while a call is taken down: words, same matters, where to."""

from dataclasses import replace
from datetime import date, datetime

from wenming_desktop.tickets.advice import Advice
from wenming_desktop.tickets.intake import (
    CategoryChoice,
    CodeChoice,
    DuePreview,
    HandlerChoice,
    IntakeChoices,
    UnitChoice,
)
from wenming_desktop.tickets.routing import Going
from wenming_desktop.tickets.similar import Matter, SameMatter
from wenming_desktop.tickets.words import Suggestion

WORDS = {
    "暖气不热": ("0801", "供暖供水"),
    "漏水": ("0701", "漏水下水"),
    "吵": ("0301", "噪音扰民"),
    "楼道灯": ("0501", "楼道照明"),
}
_SOURCES = (("01", "来访(现场)"), ("02", "社区电话来电"), ("11", "12345热线转办"))
COLD = SameMatter(
    1115,
    "11-0015",
    "暖气不热，3-2-402",
    "处理中",
    date(2026, 11, 18),
    "同一地点的同类诉求",
    2,
    True,
)
DONE = replace(COLD, id=1098, number="11-0002", title="暖气片漏水", is_open=False, seq=3)


class IntakeOffice:
    """Suggests by a few words; knows a cold flat and where heating goes by rule."""

    def suggest(self, text: str) -> tuple[Suggestion, ...]:
        return tuple(
            Suggestion(code, name, (word,)) for word, (code, name) in WORDS.items() if word in text
        )

    def advise(self, matter: Matter) -> Advice:
        cold = matter.category == "0801" and "3号楼" in matter.location
        going = Going(1, "供热公司青河所", 1, "马师傅", "按派单去向：小类“供暖供水”")
        return Advice(
            (COLD, DONE) if cold else (),
            going if matter.category == "0801" and "二院" not in matter.location else None,
            "第二网格" if "3号楼" in matter.location else "",
        )

    def intake_choices(self) -> IntakeChoices:
        often = tuple(
            CategoryChoice(code, name, "", 1 if code == "0801" else None)
            for code, name in (
                ("0801", "供暖供水"),
                ("0701", "漏水下水"),
                ("0102", "环境卫生"),
                ("0501", "楼道照明"),
                ("0301", "噪音扰民"),
                ("0403", "停车秩序"),
                ("0901", "消防安全"),
                ("1001", "邻里纠纷"),
                ("1101", "代办咨询"),
                ("9999", "其他"),
            )
        )
        more = (
            CategoryChoice("0103", "积存垃圾渣土", "市容环境"),
            CategoryChoice("1901", "火灾", "突发事件"),
        )
        urgencies = (("1", "一般"), ("2", "较急"), ("3", "紧急"), ("4", "特急(危及人身安全)"))
        units = (
            UnitChoice(1, "供热公司青河所", (HandlerChoice(1, "马师傅"),)),
            UnitChoice(2, "裕和物业", (HandlerChoice(2, "贾涛"),)),
        )
        return IntakeChoices(
            often,
            often + more,
            tuple(CodeChoice(*pair) for pair in urgencies),
            tuple(CodeChoice(*pair) for pair in _SOURCES),
            units,
            (CodeChoice("3", "投诉"), CodeChoice("4", "举报")),
        )

    def due_preview(
        self, _category: str, urgency: str, external: datetime | None = None
    ) -> DuePreview:
        if external is not None:
            return DuePreview(external, "按转办要求办结。")
        if urgency == "3":
            return DuePreview(datetime(2026, 11, 21, 10, 42), "紧急：24 小时内办结。")
        words = "供暖类 3 个工作日。今天周五，跳过周六、周日，到下周三 17:30。"
        return DuePreview(datetime(2026, 11, 25 if urgency == "1" else 24, 17, 30), words)
