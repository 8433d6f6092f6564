"""A big office to measure in: a ledger of residents taken in, tickets over ten years put in.

`made(folder, residents, tickets)` makes it once and opens it again when it is there.
"""

from pathlib import Path

from sqlalchemy import Engine

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
  title = '楼上漏水到厨房，两家说不拢', content = '楼上漏水到厨房，两家说不拢，请社区来看一看。',
  location_text = '一院 ' || (id % 30 + 1) || '号楼 ' || (id % 4 + 1) || '单元',
  complainant_name = '王秀兰', complainant_phone = '1390000' || substr('0000' || id % 9999, -4)
"""


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
    """Tickets with their logs, and on each what its log says of it."""
    bench_month.fill(engine, tickets)
    with engine.connect() as connection:
        connection.exec_driver_sql(_BROUGHT_UP)
        connection.commit()
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
