"""检查: whether data file, index, history and figures still agree."""

import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, Engine

from db import derived, search_docs, search_verify
from wenming_desktop.backup import Check, integrity
from wenming_desktop.security.recorder import GENESIS, Image, chain, digest, history_key
from wenming_desktop.start import Workplace
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.service import month_figures
from wenming_desktop.work import NoRightError

PAGE = 2000


def run(place: Workplace) -> list[Check]:
    """Every check, in the order that makes sense."""
    found = list(integrity(place.engine))
    if not all(check.ok for check in found):
        return found
    return [*found, *of_data(place.engine), *_figures(place)]


def of_data(engine: Engine) -> list[Check]:
    """The checks above the file itself: index, derived columns, history."""
    with engine.connect() as plain:
        connection = plain.execution_options(readonly=True)
        looks = (_search, _derived, _chain, _images)
        return [look(connection) for look in looks]


def _figures(place: Workplace) -> list[Check]:
    """Whether this month's tickets reconcile, for those who may count them."""
    now = datetime.now()
    try:
        month = place.desk.read(month_figures, Period.month(now.year, now.month))
    except NoRightError:
        return []
    said = "本月期初、受理、办结、在办对得上" if month.reconciled else "本月的工单流水对不上"
    return [Check("工单勾稽", month.reconciled, said)]


def _search(connection: Connection) -> Check:
    wrong = search_verify.verify(connection, search_docs.docs(connection))
    return Check("查找索引", not wrong, f"{len(wrong)} 处不一致" if wrong else "与登记册一致")


def _derived(connection: Connection) -> Check:
    touched = {
        table: {row[0] for row in connection.exec_driver_sql(f"SELECT id FROM {table}")}
        for table in derived.COLUMNS
    }
    wrong = sum(len(rows) for rows in derived.changes(connection, touched).values())
    return Check("户主、人口、门牌", not wrong, f"{wrong} 处不一致" if wrong else "与成员一致")


def _chain(connection: Connection) -> Check:
    prev, expected = GENESIS, 1
    rows = connection.exec_driver_sql(
        "SELECT seq, ts_utc, actor, action, obj, detail, prev, hash FROM audit ORDER BY seq"
    )
    for row in rows:
        if row[0] != expected or row[6] != prev or row[7] != chain(prev, tuple(row[:6])):
            return Check("操作记录链", False, f"第 {row[0]} 条对不上")
        prev, expected = row[7], expected + 1
    return Check("操作记录链", True, f"{expected - 1} 条")


def _images(connection: Connection) -> Check:
    key = history_key(connection)
    details = dict(_details(connection))
    current, images = 0, list[Image]()
    seen = 0
    rows = connection.exec_driver_sql(
        "SELECT audit_seq, table_name, row_id, last_row_id, kind, before, after"
        " FROM change_image ORDER BY audit_seq, id"
    )
    for row in [*rows, (0,)]:
        if row[0] != current:
            if images and digest(key, images) != details.get(current):
                return Check("改动前后的记录", False, f"第 {current} 步对不上")
            current, images = row[0], []
        if row[0]:
            images.append(tuple(row[1:]))
            seen += 1
    return Check("改动前后的记录", True, f"{seen} 条")


def _details(connection: Connection) -> Iterator[tuple[int, str]]:
    for seq, detail in connection.exec_driver_sql("SELECT seq, detail FROM audit"):
        yield seq, json.loads(detail).get("images", "")
