"""Service lists become records of members; nothing is counted twice."""

import pytest

from tests.wenming_desktop.party import ledgers
from wenming_desktop.work import Desk
from wenming_desktop.workbooks import headers
from wenming_desktop.workbooks.batches import undo_batch
from wenming_desktop.workbooks.members_in import import_members
from wenming_desktop.workbooks.services_in import (
    ImportServices,
    NoServicesError,
    import_services,
    preview_services,
)

HEAD = ["日期", "姓名", "手机号", "服务岗位", "服务内容", "时长(小时)", "服务人次"]
ROW = ["2026-10-03", "甲一", "13900000001", "巡逻", "夜里看灯", 1.5, 12]


def typed(*rows: list[object]) -> ImportServices:
    return ImportServices(ledgers.typed([HEAD, *rows], headers.SERVICES))


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    desk.write(
        import_members,
        ledgers.members(
            {"姓名": "甲一", "联系电话": "13900000001"},
            {"姓名": "乙二", "联系电话": "13900000002"},
            {"姓名": "乙二", "联系电话": "13900000003"},
        ),
    )
    return desk


def records(desk: Desk) -> list[tuple[object, ...]]:
    sql = (
        "SELECT m.phone, s.date, s.post, s.content, s.hours, s.beneficiaries"
        " FROM service_record s JOIN party_member m ON m.id = s.member_id ORDER BY s.id"
    )
    with desk.engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]


def test_a_row_becomes_a_record(staffed: Desk) -> None:
    outcome = staffed.write(import_services, typed(ROW))
    assert outcome.counts == {"records_added": 1, "unchanged": 0}
    assert records(staffed) == [("13900000001", "2026-10-03", "06", "夜里看灯", 1.5, 12)]


def test_the_dev_list_twice_shuffled_and_taken_back(desk: Desk) -> None:
    ledgers.import_roster(desk, ledgers.DEV)
    before = ledgers.dump(desk, "service_record")
    outcome = ledgers.import_records(desk, ledgers.DEV)
    assert outcome.counts == {"records_added": 196, "unchanged": 0}
    assert outcome.problems == []
    assert len(records(desk)) == 196
    again = ledgers.import_records(desk, ledgers.DEV, ledgers.shuffled)
    assert (again.counts, again.batch) == ({"records_added": 0, "unchanged": 196}, None)
    assert outcome.batch is not None
    desk.write(undo_batch, outcome.batch)
    assert ledgers.dump(desk, "service_record") == before


def test_other_headings(desk: Desk) -> None:
    ledgers.import_roster(desk, ledgers.DEV)
    words = {
        "日期": "活动时间",
        "姓名": "志愿者姓名",
        "手机号": "党员电话",
        "服务岗位": "岗位名称",
        "服务内容": "具体内容",
        "时长(小时)": "服务时长",
        "服务人次": "惠及群众",
    }
    outcome = ledgers.import_records(desk, ledgers.DEV, ledgers.headed(words))
    assert (outcome.counts["records_added"], outcome.problems) == (196, [])
    assert ledgers.import_records(desk, ledgers.DEV).counts["unchanged"] == 196


def test_a_preview_writes_nothing(staffed: Desk) -> None:
    assert staffed.read(preview_services, typed(ROW)).counts["records_added"] == 1
    assert records(staffed) == []


@pytest.mark.parametrize(
    ("changed", "code", "severity", "kept"),
    [
        ({1: "丙三"}, "member.unknown", "refused", 0),
        ({1: "乙二", 2: ""}, "member.unknown", "refused", 0),
        ({2: "13900000009"}, "member.unknown", "refused", 0),
        ({1: ""}, "name.missing", "refused", 0),
        ({0: ""}, "service.date_missing", "refused", 0),
        ({0: "2026年10月"}, "value.unknown", "kept", 1),
        ({3: "放羊岗位"}, "value.unknown", "kept", 1),
        ({5: "不少"}, "value.unknown", "kept", 1),
    ],
)
def test_a_row_that_is_not_clean_is_named(
    staffed: Desk, changed: dict[int, object], code: str, severity: str, kept: int
) -> None:
    row: list[object] = [changed.get(at, cell) for at, cell in enumerate(ROW)]
    outcome = staffed.write(import_services, typed(row))
    assert [(p.row, p.code, p.severity) for p in outcome.problems][-1] == (2, code, severity)
    assert len(records(staffed)) == kept


def test_a_name_that_only_one_bears_needs_no_phone(staffed: Desk) -> None:
    staffed.write(import_services, typed([*ROW[:2], "", *ROW[3:]]))
    assert records(staffed)[0][0] == "13900000001"


def test_rows_alike_in_everything_count_once_and_are_named(staffed: Desk) -> None:
    outcome = staffed.write(import_services, typed(ROW, ROW, [*ROW[:6], 13]))
    assert outcome.counts["records_added"] == 2
    assert [(p.row, p.code) for p in outcome.problems] == [(3, "row.duplicate")]


def test_a_record_edited_since_is_still_known_by_its_row(staffed: Desk) -> None:
    staffed.write(import_services, typed(ROW))
    with staffed.engine.connect() as connection:
        connection.exec_driver_sql("UPDATE service_record SET hours = 2")
        connection.commit()
    assert staffed.write(import_services, typed(ROW)).counts == {
        "records_added": 0,
        "unchanged": 1,
    }


def test_a_sheet_without_days_is_refused(staffed: Desk) -> None:
    command = ImportServices(ledgers.typed([["姓名", "手机号"], ["甲一", "1"]], headers.SERVICES))
    with pytest.raises(NoServicesError):
        staffed.write(import_services, command)
