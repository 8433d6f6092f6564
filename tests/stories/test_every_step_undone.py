"""Every act on a ticket is taken, taken back, and nothing of it stands: log, side tables, month."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

import pytest

from tests.conftest import Clock
from tests.stories.all_that_stands import standing, stands, unlike
from tests.stories.ticket_lives import (
    DONE,
    FULL,
    HAPPY,
    TODAY,
    WAIT,
    YESTERDAY,
    Lives,
    Said,
    refused,
    settled,
)
from tests.wenming_desktop.tickets.conftest import CALL, RESULT, town
from wenming_desktop.evidence.model import AddPhotos, Owner, Picture
from wenming_desktop.evidence.service import add_photos, photos_of, remove_photo
from wenming_desktop.recheck.model import DrawSample, RecordRecheck
from wenming_desktop.recheck.service import draw_sample, record, samples
from wenming_desktop.rectification.model import Move, NewItem
from wenming_desktop.rectification.service import act, add_item
from wenming_desktop.tickets import rules, whistle
from wenming_desktop.tickets.amend import Amend, amend
from wenming_desktop.tickets.archiving import ArchiveMany, archive_many
from wenming_desktop.tickets.backfill import register_many
from wenming_desktop.tickets.backfill_model import BackfillMany, BackfillRow
from wenming_desktop.tickets.intake import Registration
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.photo_gate import PhotosMissingError, set_photo_gate
from wenming_desktop.tickets.service import (
    correct,
    do_step,
    open_ticket,
    register,
    undo_opening,
    void_ticket,
)
from wenming_desktop.tickets.whistle_model import Answer, Came, SaveAnswers
from wenming_desktop.undoing import redo_last_act, undo_last_act
from wenming_desktop.work import Desk

__all__ = ["town"]
Deed = tuple[str, Callable[[], object]]
STEPS: tuple[tuple[str, str, Said], ...] = (
    ("10", "REJ", {"reason": "不在辖区"}),
    *((where, "MRG", {"into": "host"}) for where in ("10", "20", "30", "40")),
    *((where, "WDR", {"reason": "自己处理好了"}) for where in ("10", "20", "30", "40 whistled")),
    *((where, "TRF", {"to_unit": "街道执法队"}) for where in ("10", "20", "30", "40 whistled")),
    *((where, "SUS", WAIT) for where in ("20", "30", "40")),
    ("20", "DSP", {"handler": "梁志勇", "reason": "先打电话"}),
    ("20 asking", "FIN", DONE),
    ("30", "SGN", {}),
    *((where, "RTN", {"reason": "不属本单位"}) for where in ("30 asked", "40")),
    *((where, "RDS", {"handler": "贾涛"}) for where in ("30", "40")),
    *((where, "COH", {"reason": "抬水泵", "members": ("方远",)}) for where in ("30", "40")),
    *((where, "PRG", {"reason": "到场看过"}) for where in ("30", "40")),
    *((where, "EXA", {"days": 3, "reason": "等材料"}) for where in ("30", "40")),
    ("30 asked", "EXY", {}),
    ("40 asked", "EXY", {}),
    *((where, "EXN", {"reason": "不用等"}) for where in ("30 asked", "40 asked")),
    *((where, "SUP", {"level": "1"}) for where in ("30", "40")),
    *((where, "URG", {}) for where in ("30", "40")),
    ("40", "FIN", {**DONE, "quantities": FULL["quantities"]}),
    ("40 whistled", "FIN", FULL),
    ("50", "APV", {}),
    ("50", "APN", {"reason": "没写清"}),
    ("60", "CBK", HAPPY),
    ("60", "CBK", {"contact_result": "3"}),
    ("60", "CBK", {"contact_result": "1", "satisfaction": "3", "reason": "态度不好"}),
    *((where, "RWK", {"reason": "没修好"}) for where in ("60", "70")),
    ("60 unreached", "ARC", {}),
    ("70", "ARC", {}),
    ("80", "UNA", {"reason": "补材料"}),
    ("80", "RCK", {"rebound": True}),
    ("95", "RES", {}),
)


@pytest.fixture
def lives(town: Desk, clock: Clock) -> Lives:
    return settled(town, clock)


@contextmanager
def taken_back(desk: Desk, back: Callable[[], object], what: str) -> Iterator[None]:
    """Do something, which has to show; after `back` all has to be as before."""
    before = standing(desk)
    yield
    assert unlike(before, standing(desk)), f"{what} did nothing"
    back()
    assert unlike(before, standing(desk)) == {}, what


def test_the_list_below_has_every_step_of_the_table_but_the_first() -> None:
    listed = {(where[:2], action) for where, action, _ in STEPS}
    known = {(source, action) for source, action in rules.TABLE if source != "00"}
    never_alone = {(source, action) for source, action in known if action in {"COR", "RCK"}}
    never_alone |= {("80", "RWK")}  # it comes with the RCK that found a rebound
    assert known - never_alone - listed == {("10", "ACC")}
    assert listed <= known


def test_every_step_taken_back_leaves_nothing(lives: Lives) -> None:
    desk = lives.desk
    tickets = {where: lives.at(where) for where in dict.fromkeys(where for where, *_ in STEPS)}
    before = standing(desk)
    for at, (where, action, said) in enumerate(STEPS):
        ticket = tickets[where]
        was = desk.read(stands, ticket)
        lives.take(ticket, action, **said)
        assert desk.read(stands, ticket) != was, f"{where} {action} did nothing"
        # By the bar of the window, and by the button of the ticket itself.
        desk.write(correct, ticket) if at % 2 else desk.write(undo_last_act)
        assert desk.read(stands, ticket) == was
        assert unlike(before, standing(desk)) == {}, f"{where} {action}"


def _on_tickets(lives: Lives) -> Iterator[Deed]:
    """What else is done with a ticket itself, with what it needs done before."""
    desk, write = lives.desk, lives.desk.write
    registered = Registration(replace(CALL, building_id=1), 1, 1)
    merged = Registration(replace(CALL, building_id=1), merge_into_id=lives.host)
    yield "登记并派单", lambda: write(register, registered)
    yield "登记并入", lambda: write(register, merged)
    ticket = lives.at("40 whistled")
    yield "补正", lambda: write(amend, Amend(ticket, "location_text", "一院12号楼", "听错"))
    yield "作废", lambda: write(void_ticket, ticket, "误录")
    done = lives.at("40 whistled")
    lives.take(done, "FIN", **FULL)
    yield "作废记了服务的", lambda: write(void_ticket, done, "误录")
    blown = desk.read(whistle.whistles_of, ticket)[0]
    members = [one.member_id for one in blown.claims]
    yield "报到", lambda: write(whistle.claim_by, blown.id, ("邵明",))
    yield "撤回报到", lambda: write(whistle.withdraw, blown.claims[0].id)
    yield "记到场", lambda: write(whistle.record_came, blown.id, (Came("方远", 2),))
    listed = SaveAnswers(blown.id, (Answer(members[0], came=True, hours=1.5),))
    yield "记报到", lambda: write(whistle.answer, listed)
    archive = ArchiveMany((lives.at("70"), lives.at("60 unreached")))
    yield "归档一批", lambda: write(archive_many, archive)


def _beside_tickets(lives: Lives) -> Iterator[Deed]:
    """Photos, rectifications, samples, yesterday's paper."""
    write, ticket = lives.desk.write, lives.at("40")
    owner = Owner("ticket", ticket)
    photo = AddPhotos(owner, "before", (Picture("a.jpg", b"whole", b"small"),))
    yield "添加照片", lambda: write(add_photos, photo)
    (kept,) = write(add_photos, photo)
    yield "撤下照片", lambda: write(remove_photo, kept)
    new = NewItem("3号楼", "井盖松动", "裕和物业", "贾涛", TODAY + timedelta(3), ticket_id=ticket)
    yield "转整改", lambda: write(add_item, new)
    item = write(add_item, new)
    for step in ("done", "pass", "rebound", "shelve", "resume"):
        move = Move(item, step, note="换了井盖", by_id=1)
        yield step, lambda move=move: write(act, move)
        write(act, move)
    lives.at("80")
    lives.at("80")
    draw = DrawSample(date(2026, 3, 1), date(2026, 4, 1), share=100, seed="当众抽")
    yield "抽查", lambda: write(draw_sample, draw)
    write(draw_sample, draw)
    yield "回头看反弹", lambda: write(record, RecordRecheck(1, rebound=True))
    yield "回头看没有反弹", lambda: write(record, RecordRecheck(1, rebound=False))
    now = YESTERDAY
    paper = BackfillRow(now, "02", "0801", "一院 3号楼", "暖气不热", handling_unit="供热公司",
                        finished_at=now, result=RESULT, outcome="1",
                        satisfaction="1")  # fmt: skip
    yield "补录", lambda: write(register_many, BackfillMany((paper, paper), "停电"))


def test_everything_else_taken_back_leaves_nothing(lives: Lives) -> None:
    desk = lives.desk
    for what, do in chain(_on_tickets(lives), _beside_tickets(lives)):
        with taken_back(desk, lambda: desk.write(undo_last_act), what):
            do()


def test_a_finding_taken_back_on_the_page_of_its_ticket_is_gone_from_its_list(
    lives: Lives,
) -> None:
    desk, ticket = lives.desk, lives.at("80")
    draw = DrawSample(date(2026, 3, 1), date(2026, 4, 1), share=100, seed="当众抽")
    desk.write(draw_sample, draw)
    with taken_back(desk, lambda: desk.write(correct, ticket), "反弹"):
        desk.write(record, RecordRecheck(1, rebound=True))
    desk.write(record, RecordRecheck(1, rebound=False))
    desk.write(correct, ticket)
    assert [one.checked for one in desk.read(samples)] == [0]
    told = desk.write(undo_last_act)
    assert told.act.action == "recheck.draw", "what was taken back is not taken back again"


def test_two_acts_are_taken_back_one_after_the_other(lives: Lives) -> None:
    desk, ticket = lives.desk, lives.at("40 whistled")
    with taken_back(desk, lambda: [desk.write(undo_last_act) for _ in range(4)], "four steps"):
        for action, said in (("FIN", FULL), ("APN", {"reason": "没写清"}), ("FIN", FULL)):
            lives.take(ticket, action, **said)
        lives.take(ticket, "APV")


def test_what_may_not_be_taken_back_is_refused_in_words(lives: Lives) -> None:
    desk = lives.desk
    ticket, other = lives.at("40"), lives.at("20")
    before = standing(desk)
    first_of_all = "只能更正最后办的一步；登记和受理有误请用“作废”。"
    assert refused(lambda: desk.write(correct, ticket, (3,))) == first_of_all
    assert refused(lambda: desk.write(correct, other)) == first_of_all
    assert refused(lambda: desk.write(undo_opening, ticket)) == first_of_all
    assert unlike(before, standing(desk)) == {}
    lives.take(lives.at("20"), "MRG", into=other)
    said = refused(lambda: desk.write(void_ticket, other, "误录"))
    assert said.startswith("工单SQ202603")
    assert said.endswith("已并入这一件，这一件不能作废或撤单。请先撤回那边的并单。")
    assert refused(lambda: lives.take(other, "WDR", reason="自己处理好了")) == said
    desk.write(undo_last_act)
    lives.take(other, "WDR", reason="自己处理好了")
    desk.write(undo_last_act)
    assert "撤回以后不能重做" in refused(lambda: desk.write(redo_last_act))


def test_a_finish_behind_the_gate_of_photos(lives: Lives) -> None:
    desk = lives.desk
    desk.write(set_photo_gate, True)
    desk.write(do_step, TakeStep(ticket := desk.write(open_ticket, replace(CALL, category="0102")),
                                 "DSP", handling_unit="供热公司"))  # fmt: skip
    lives.take(ticket, "SGN")
    for kind in ("before", "after"):
        assert "照片" in refused(lambda: lives.take(ticket, "FIN", **DONE))
        picture = Picture("a.jpg", kind.encode(), b"small")
        desk.write(add_photos, AddPhotos(Owner("ticket", ticket), kind, (picture,)))
    with taken_back(desk, lambda: desk.write(undo_last_act), "the finish"):
        lives.take(ticket, "FIN", **DONE)
    assert len(desk.read(photos_of, Owner("ticket", ticket))) == 2
    desk.write(undo_last_act)
    with pytest.raises(PhotosMissingError, match="整改后"):
        lives.take(ticket, "FIN", **DONE)
