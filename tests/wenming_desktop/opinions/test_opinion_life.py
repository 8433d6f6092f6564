"""评先评优意见: asked for, written from what is known, approved, frozen; a veto stands whole."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from db.tables.three_cards import PartyFeedbackCard
from tests.wenming_desktop.opinions.conftest import Asked
from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.opinions import service
from wenming_desktop.opinions.evidence import evidence
from wenming_desktop.opinions.model import OpinionFilter, VoidOpinion
from wenming_desktop.opinions.queries import (
    opinion_choices,
    opinion_count,
    opinion_counts,
    opinion_figures,
    opinion_page,
)
from wenming_desktop.opinions.queries import (
    opinion_sheet as service_sheet,
)
from wenming_desktop.opinions.refusals import (
    FrozenOpinionError,
    NoApproverError,
    NoOpinionYetError,
    OpinionNotReadyError,
    ReasonMissingError,
    TextTooLongError,
)
from wenming_desktop.party.claims import save_claim
from wenming_desktop.party.duty_model import Claim
from wenming_desktop.party.record_model import RecordRow, TypeIn
from wenming_desktop.party.records import type_in
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Actor, NoRightError, Work, use_case

TODAY = date(2026, 11, 20)
VETO: dict[str, Any] = {
    "opinion": "4",
    "reasons": "多次拒不履行承诺",
    "meeting_record_no": "大党委 2026-11",
    "decided_by": ("何建平", "林晓燕"),
}


@use_case("test.opinions.feedback", "测试准备", right="party.write")
def _feedback(work: Work, member: int, issued: date | None) -> None:
    work.session.add(
        PartyFeedbackCard(
            member_id=member,
            period_from=date(2026, 1, 1),
            period_to=date(2026, 6, 30),
            grade="1",
            resident_rating="2",
            issued_on=issued,
        )
    )


def serve(asked: Asked, *days: date, hours: float = 1.5) -> None:
    rows = tuple(RecordRow(day, "清洁家园", hours) for day in days)
    asked.desk.write(type_in, TypeIn(asked.member, rows))


def lines(asked: Asked, **period: date) -> dict[str, str]:
    found = asked.desk.read(evidence, asked.member, **period)
    return {line.label: line.text for line in found.lines}


def test_a_request_gathers_the_facts_of_the_last_twelve_months(asked: Asked) -> None:
    serve(asked, date(2026, 11, 1), date(2025, 11, 21), date(2025, 11, 20))
    sheet = asked.sheet(asked.request())
    assert (sheet.person.name, sheet.person.unit_and_job) == ("孙福顺", "区市场监管局")
    assert (sheet.person.gender, sheet.person.political) == ("女", "中共党员")
    assert sheet.state == "open"
    assert sheet.facts.startswith("2025-11-21 至 2026-11-20，身份：")
    assert "2 次，3 小时" in sheet.facts


def test_the_evidence_says_what_there_is_and_invents_nothing(asked: Asked) -> None:
    before = lines(asked)
    assert set(before) == {"身份", "认领岗位", "参加服务", "微心愿"}
    assert (before["参加服务"], before["认领岗位"]) == ("没有记录", "没有认领")
    serve(asked, TODAY, TODAY - timedelta(days=1))
    asked.desk.write(save_claim, Claim(asked.member, "04", "陪老人看病"))
    asked.desk.write(_feedback, asked.member, TODAY)
    found = lines(asked)
    assert found["参加服务"] == "2 次，3 小时"
    assert "扶贫帮困" in found["认领岗位"]
    assert found["反馈卡"].endswith("社区评价优秀，居民评价良好")
    assert lines(asked, first=TODAY, last=TODAY)["参加服务"] == "1 次，1.5 小时"


def test_a_feedback_card_that_is_a_draft_is_no_evidence(asked: Asked) -> None:
    asked.desk.write(_feedback, asked.member, None)
    assert "反馈卡" not in lines(asked)


def test_a_veto_is_not_saved_without_every_part(asked: Asked) -> None:
    made = asked.request()
    before = asked.sheet(made)
    for lacking in ("reasons", "meeting_record_no", "decided_by"):
        said = VETO | {lacking: () if lacking == "decided_by" else ""}
        with pytest.raises(OpinionNotReadyError) as refused:
            asked.desk.write(service.save, asked.command(made, **said))
        assert refused.value.field == lacking
        assert [field for field, _ in refused.value.problems] == [lacking]
        assert asked.sheet(made) == before


def test_a_whole_veto_is_saved_and_keeps_who_decided(asked: Asked) -> None:
    made = asked.written(**VETO)
    sheet = asked.sheet(made)
    assert (sheet.state, sheet.opinion_name) == ("waiting", "不同意(否决)")
    assert sheet.decided_by == ("何建平", "林晓燕")
    assert sheet.meeting_record_no == "大党委 2026-11"


@pytest.mark.parametrize("opinion", ["2", "3"])
def test_advice_and_delay_want_their_text(asked: Asked, opinion: str) -> None:
    made = asked.request()
    with pytest.raises(OpinionNotReadyError):
        asked.desk.write(service.save, asked.command(made, opinion=opinion))
    asked.desk.write(service.save, asked.command(made, opinion=opinion, reasons="半年后再议"))
    assert asked.sheet(made).reasons == "半年后再议"


def test_the_secretary_approves_and_it_gets_its_number(asked: Asked) -> None:
    one, two = asked.written(), asked.written(**VETO)
    for made in (two, one):
        asked.desk.write(service.approve, made)
    sheet = asked.sheet(one)
    assert (sheet.number, asked.sheet(two).number) == ("YJ-2026-0002", "YJ-2026-0001")
    assert (sheet.state, sheet.approved_on) == ("issued", TODAY)
    assert sheet.approved_by
    assert not sheet.may_approve


def test_what_is_approved_is_not_changed_any_more(asked: Asked) -> None:
    made = asked.written()
    asked.desk.write(service.approve, made)
    before = asked.sheet(made)
    for act, command in (
        (service.save, asked.command(made, opinion="1", facts="别的")),
        (service.approve, made),
    ):
        with pytest.raises(FrozenOpinionError, match="YJ-2026-0001"):
            asked.desk.write(act, command)  # type: ignore[arg-type]
    assert asked.sheet(made) == before


def test_only_a_void_with_its_reason_makes_room_for_a_new_one(asked: Asked) -> None:
    made = asked.written()
    asked.desk.write(service.approve, made)
    with pytest.raises(ReasonMissingError):
        asked.desk.write(service.void, VoidOpinion(made, " "))
    asked.desk.write(service.void, VoidOpinion(made, "来函撤回"))
    assert (asked.sheet(made).state, asked.sheet(made).void_reason) == ("void", "来函撤回")
    with pytest.raises(NotFoundError):
        asked.desk.write(service.save, asked.command(made, opinion="1"))
    again = asked.written()
    asked.desk.write(service.approve, again)
    assert asked.sheet(again).number == "YJ-2026-0002"


def test_without_an_opinion_there_is_nothing_to_approve(asked: Asked) -> None:
    made = asked.request()
    with pytest.raises(NoOpinionYetError):
        asked.desk.write(service.approve, made)


def test_only_the_secretary_approves_and_takes_an_approved_one_out(asked: Asked) -> None:
    made = asked.written()
    rights = asked.desk.actor.rights
    staff = asked.desk.acting_as(replace(asked.desk.actor, rights=rights - {"party.approve"}))
    with pytest.raises(NoRightError):
        staff.write(service.approve, made)
    assert not staff.read(service_sheet, made).may_approve
    with pytest.raises(NoApproverError):
        asked.desk.acting_as(Actor("谁", rights=rights)).write(service.approve, made)
    asked.desk.write(service.approve, made)
    with pytest.raises(NoRightError):
        staff.write(service.void, VoidOpinion(made, "误录"))
    other = asked.request()
    staff.write(service.void, VoidOpinion(other, "误录"))


def test_every_act_is_taken_back(asked: Asked) -> None:
    made = asked.request()
    for act, command in (
        (service.save, asked.command(made, **VETO)),
        (service.approve, made),
        (service.void, VoidOpinion(made, "来函撤回")),
    ):
        before = asked.sheet(made)
        asked.desk.write(act, command)  # type: ignore[arg-type]
        assert asked.sheet(made) != before
        asked.desk.write(undo_last_act)
        assert asked.sheet(made) == before
        asked.desk.write(act, command)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"requesting_unit": "组" * 61}, "requesting_unit"),
        ({"facts": "好" * 2001}, "facts"),
        ({"opinion": "3", "reasons": "因" * 501}, "reasons"),
        ({"decided_by": ("何" * 21,)}, "decided_by"),
    ],
)
def test_a_long_text_is_refused_never_cut(asked: Asked, said: dict[str, Any], field: str) -> None:
    made = asked.request()
    with pytest.raises(TextTooLongError) as refused:
        asked.desk.write(service.save, asked.command(made, **said))
    assert refused.value.field == field


def test_an_unknown_code_or_member_is_refused(asked: Asked) -> None:
    with pytest.raises(OpinionNotReadyError):
        asked.request(matter="77")
    with pytest.raises(NotFoundError):
        asked.request(member_id=999)
    with pytest.raises(UserError):
        asked.request(requesting_unit="")


def test_the_list_puts_what_is_due_first_with_its_lamp(asked: Asked) -> None:
    far = asked.request(due_on=date(2026, 12, 20))
    late = asked.request(due_on=date(2026, 11, 18))
    none = asked.request(due_on=None, member_id=asked.other)
    done = asked.written()
    asked.desk.write(service.approve, done)
    gone = asked.request()
    asked.desk.write(service.void, VoidOpinion(gone, "误录"))
    found = asked.desk.read(opinion_page, OpinionFilter(), 0, 20)
    assert [line.id for line in found] == [late, far, none, done]
    assert [line.lamp for line in found] == ["red", "green", "", ""]
    assert found[0].lamp_text == "超期 2 天"
    counts = asked.desk.read(opinion_counts, OpinionFilter())
    assert (counts.states, counts.late) == ({"open": 3, "issued": 1, "void": 1}, 1)
    assert counts.all == 4 == asked.desk.read(opinion_count, OpinionFilter())
    for state, count in counts.states.items():
        assert len(asked.desk.read(opinion_page, OpinionFilter(state=state), 0, 20)) == count


def test_an_opinion_is_found_by_member_unit_and_number(asked: Asked) -> None:
    made = asked.request()
    asked.request(member_id=asked.other, requesting_unit="区教育局", request_doc_no="教〔2026〕3")
    for text in ("孙福", "sfs", "组织部", "18号", "市场监管"):
        found = asked.desk.read(opinion_page, OpinionFilter(text=text), 0, 20)
        assert [line.id for line in found] == [made], text


def test_a_node_has_the_opinions_on_its_members(asked: Asked) -> None:
    one, two = asked.request(), asked.request(member_id=asked.other)
    rows = asked.office.rows
    cells = dict(rows("SELECT name, id FROM building_party_group"))
    orgs = dict(rows("SELECT name, id FROM party_organization WHERE level = '4'"))
    ((home,),) = rows("SELECT id FROM party_organization WHERE level = '3'")
    for level, node, wanted in (
        ("5", cells["3号楼党小组"], [one]),
        ("5", cells["5号楼党小组"], [two]),
        ("4", orgs["第二网格党支部"], [two]),
        ("3", home, [two, one]),
    ):
        found = asked.desk.read(opinion_page, OpinionFilter(level, node), 0, 20)
        assert sorted(line.id for line in found) == sorted(wanted)
        assert asked.desk.read(opinion_counts, OpinionFilter(level, node)).all == len(wanted)


def test_the_figures_count_what_was_issued_by_opinion(asked: Asked) -> None:
    for said in ({}, {}, VETO):
        asked.desk.write(service.approve, asked.written(**said))
    asked.written()
    void = asked.written()
    asked.desk.write(service.approve, void)
    asked.desk.write(service.void, VoidOpinion(void, "来函撤回"))
    month = asked.desk.read(opinion_figures, date(2026, 11, 1), date(2026, 12, 1))
    assert (month.issued, month.all) == ({"1": 2, "4": 1}, 3)
    assert asked.desk.read(opinion_figures, date(2026, 12, 1), date(2027, 1, 1)).all == 0


def test_the_dialogs_offer_the_lists(asked: Asked) -> None:
    offered = asked.desk.read(opinion_choices)
    assert [code for code, _ in offered.opinions] == ["1", "2", "3", "4", "5"]
    assert len(offered.matters) == 6
    assert "区市场监管局" in offered.units
