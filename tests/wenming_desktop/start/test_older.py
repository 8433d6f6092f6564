"""A data file of an older program gets what this program's code lists and rights have more."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.engine import close_all, open_engine
from tests.conftest import Template
from wenming_desktop import start
from wenming_desktop.security.vault import Vault
from wenming_desktop.start.office import open_with

LATER = {
    "code_item": "list = 'liaison_role'",
    "number_rule": "kind = 'letter'",
    "role_right": "right_code = 'party.approve'",
    "ticket_keyword": "word = '路灯'",
}


def counts(engine: Engine) -> dict[str, int]:
    with engine.connect().execution_options(readonly=True) as connection:
        sql = "SELECT count(*) FROM {} WHERE {}"
        return {
            table: connection.exec_driver_sql(sql.format(table, which)).scalar_one()
            for table, which in LATER.items()
        }


def test_an_older_file_is_topped_up(
    office_folder: Path, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine(office_folder / start.DATABASE, template.key)
    before = counts(engine)
    assert all(before.values())
    with engine.connect() as connection:
        for table, which in LATER.items():
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE {which}")
        connection.commit()
    assert not any(counts(engine).values())
    close_all(engine)
    monkeypatch.setattr("wenming_desktop.start.office.upgrade.upgrade", lambda *_: True)
    vault = Vault.load(office_folder)
    with open_with(office_folder, vault, "demo", template.key, datetime.now) as place:
        assert counts(place.engine) == before
        assert "party.approve" in place.desk.actor.rights
