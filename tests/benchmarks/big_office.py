"""A big office to measure in: a ledger of residents taken in, tickets over ten years put in.

`made(folder, residents, tickets)` makes it once and opens it again when it is there.
"""

import random
from pathlib import Path

from sqlalchemy import Engine

from db import search_docs
from tests.benchmarks import bench_month, big_ledger
from tests.conftest import CHEAP, OFFICE, PASSWORD
from wenming_desktop import start
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions

_BROUGHT_UP = """
UPDATE ticket SET
  status = (SELECT to_status FROM ticket_action a WHERE a.ticket_id = ticket.id
            ORDER BY a.seq DESC LIMIT 1),
  due_at = (SELECT a.due_at FROM ticket_action a WHERE a.ticket_id = ticket.id
            AND a.action = 'ACC'),
  handling_unit_id = (SELECT a.handling_unit_id FROM ticket_action a
                      WHERE a.ticket_id = ticket.id AND a.action = 'DSP'),
  completed_at = (SELECT a.at FROM ticket_action a WHERE a.ticket_id = ticket.id
                  AND a.action = 'FIN'),
  registered_at = accepted_at, urgency = '1', round_no = 1,
  content = '楼上漏水到厨房，两家说不拢，请社区来看一看。',
  location_text = '一院 ' || (id % 30 + 1) || '号楼 ' || (id % 4 + 1) || '单元',
  complainant_phone = '1390000' || substr('0000' || id % 9999, -4)
"""
_MATTERS = (
    "楼上漏水到厨房，两家说不拢", "楼道灯不亮，老人看不见台阶", "电动车堵门，出不去",
    "井盖响，夜里睡不着", "暖气不热", "树枝挡住三楼的窗", "广场舞声音太大", "垃圾桶三天没人倒",
    "停车位被占", "狗没拴绳，孩子怕", "下水道堵了往外冒", "楼顶漏雨", "健身器材松了", "墙皮掉了",
    "快递柜挡路", "飞线充电", "水压低，六楼没有水", "路灯坏了", "有人往楼下扔东西", "大门锁坏了",
)  # fmt: skip
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹"
_GIVEN = "秀兰建国淑英玉梅志强海燕小龙晓明文博桂芳丽华军平红霞俊杰雪峰春生"


def made(folder: Path, residents: int, tickets: int) -> start.Workplace:
    """The office, open."""
    if not (folder / start.DATABASE).exists():
        _make(folder, residents, tickets)
    return start.open_office(folder, "demo", PASSWORD)


def _make(folder: Path, residents: int, tickets: int) -> None:
    with start.create(folder, start.NewOffice(OFFICE, "demo", PASSWORD), cost=CHEAP) as place:
        _bring_up(place.engine, tickets)
        ledger = big_ledger.write(folder / "ledger.xlsx", residents)
        import_file(place.desk, "residents", ledger, ImportOptions())
        ledger.unlink()


def _bring_up(engine: Engine, tickets: int) -> None:
    """Tickets with their logs, on each what its log says of it, and the search index."""
    bench_month.fill(engine, tickets)
    rng = random.Random(11)
    said = [
        (rng.choice(_MATTERS), rng.choice(_SURNAMES) + rng.choice(_GIVEN) + rng.choice(_GIVEN), i)
        for i in range(1, tickets + 1)
    ]
    with engine.connect() as connection:
        connection.exec_driver_sql(_BROUGHT_UP)
        connection.exec_driver_sql(
            "UPDATE ticket SET title = ?, complainant_name = ? WHERE id = ?", said
        )
        search_docs.put(connection, "ticket", range(1, tickets + 1))
        # A data file in use was never analysed: its planner goes without statistics.
        connection.exec_driver_sql("DELETE FROM sqlite_stat1")
        connection.commit()
