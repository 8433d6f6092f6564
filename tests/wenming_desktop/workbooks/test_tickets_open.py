"""Open orders of a superior: what waits here, whose deadline counts, whose list it is."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.wenming_desktop.tickets.conftest import raw, town
from wenming_desktop.fields import CodeBook
from wenming_desktop.settings.office import SaveOffice, save_office
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions
from wenming_desktop.workbooks.tickets_in_words import source_of

__all__ = ["town"]
HEAD = "单号,来源,转办时间,要求办结时间,诉求内容,承办单位,诉求小类\n"
SENT = "2026-03-09 08:40"


def taken(desk: Desk, folder: Path, *rows: str) -> list[tuple[object, ...]]:
    path = folder / "名单.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    import_file(desk, "tickets", path, ImportOptions())
    sql = "SELECT status, handling_unit_name, due_at FROM ticket ORDER BY external_no"
    with raw(desk) as ask:
        return [tuple(row) for row in ask(sql)]


def test_what_was_sent_to_nobody_else_waits_here(town: Desk, tmp_path: Path) -> None:
    town.write(save_office, SaveOffice(full_name="文澜街道槐荫里社区", short_name="槐荫里社区"))
    rows = taken(
        town,
        tmp_path,
        f"A1,12345,{SENT},,灯不亮,,",
        f"A2,12345,{SENT},,灯不亮,槐荫里社区,",
        f"A3,12345,{SENT},,灯不亮,供热公司,",
    )
    assert [row[:2] for row in rows] == [("20", None), ("20", None), ("40", "供热公司")]
    with raw(town) as ask:
        assert ask("SELECT count(*) FROM handling_unit WHERE name = '槐荫里社区'")[0][0] == 0
        log = ask(
            "SELECT action FROM ticket_action JOIN ticket t ON t.id = ticket_id"
            " WHERE t.external_no = 'A1'"
        )
    assert [row[0] for row in log] == ["ACC"]
    assert town.write(do_step, TakeStep("A1", "DSP", handling_unit="供热公司")).status == "30"


@pytest.mark.parametrize(
    ("theirs", "due"),
    [
        ("2026-03-10 12:00", datetime(2026, 3, 10, 12)),
        # 0801 is promised in two working days: ours is the earlier one.
        ("2026-03-20 12:00", datetime(2026, 3, 11, 17, 30)),
        ("", datetime(2026, 3, 11, 17, 30)),
    ],
)
def test_a_superiors_deadline_is_a_cap(
    town: Desk, tmp_path: Path, theirs: str, due: datetime
) -> None:
    ((_, _, found),) = taken(town, tmp_path, f"A1,12345,{SENT},{theirs},暖气不热,,供暖不热")
    assert found == due.isoformat()


def test_history_keeps_the_deadline_its_list_names(town: Desk, tmp_path: Path) -> None:
    line = f"A1,12345,{SENT},2026-03-20 12:00,暖气不热,供热公司,供暖不热"
    ((_, _, found),) = taken(town, tmp_path, line)
    assert found == "2026-03-20T12:00:00"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("12345政务服务热线转办单（2026年3月9日）", "11"),
        ("110非警务类警情", "12"),
        ("数字城管案件", "13"),
        ("街道交办事项一览", "14"),
        ("2026年诉求台账", None),
        ("3号楼", None),
    ],
)
def test_a_title_says_whose_list_it_is(title: str, code: str | None) -> None:
    assert source_of((title,), CodeBook.from_csv()) == code
