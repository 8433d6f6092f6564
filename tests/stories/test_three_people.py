"""Finisher, approver and caller: three people where the office has them, fewer where it has not.

Everybody is signed in to his own account; nobody is written down in another one's name.
"""

from dataclasses import replace
from datetime import timedelta

from tests.conftest import Clock
from tests.stories.ticket_lives import refused
from tests.wenming_desktop.tickets.conftest import CALL, RESULT
from wenming_desktop.security.accounts import AddAccount, add_account
from wenming_desktop.settings.staff import StaffMember, Unit, save_staff, save_units
from wenming_desktop.start import desk_for
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.queries import ticket_log
from wenming_desktop.tickets.service import correct, do_step, open_ticket
from wenming_desktop.work import Desk

DONE = {"result": RESULT, "outcome": "1"}
HAPPY = {"contact_result": "1", "satisfaction": "1"}
ROLES = {"梁志勇": "staff", "林晓燕": "secretary", "周敏": "staff"}


class Town:
    """An office where each person has a desk of his own."""

    def __init__(self, desk: Desk, clock: Clock, *others: str) -> None:
        self._desk, self._clock = desk, clock
        desk.write(save_staff, tuple(StaffMember(name) for name in ROLES))
        desk.write(save_units, (Unit("供热公司"),))
        self.founder = desk
        self.of: dict[str, Desk] = {}
        for login, name in enumerate(others):
            account = AddAccount(f"a{login}", (ROLES[name],), f"v{login}", "", name)
            desk.write(add_account, account)
            self.of[name] = desk_for(desk.engine, f"a{login}", clock)
        self.ticket = desk.write(open_ticket, replace(CALL, location_text="门口"))

    def take(self, who: Desk, action: str, **said: object) -> str:
        """One step by who sits there; returns where the ticket stands."""
        self._clock.now += timedelta(minutes=5)
        return who.write(do_step, TakeStep(self.ticket, action, **said)).status  # type: ignore[arg-type]

    def finished_by(self, by: Desk, handler: str) -> None:
        """Sent to somebody and finished by him."""
        self.take(self.founder, "DSP", handler=handler)
        self.take(by, "SGN")
        assert self.take(by, "FIN", **DONE) == "50"

    def hands(self) -> list[str]:
        """Who did what."""
        log = self.founder.read(ticket_log, self.ticket)
        return [f"{one.action} {one.by}" for one in log if one.action in {"FIN", "APV", "CBK"}]


def test_three_people_each_do_their_own(desk: Desk, clock: Clock) -> None:
    town = Town(desk, clock, "梁志勇", "林晓燕", "周敏")
    worker, head, third = town.of.values()
    town.finished_by(worker, "梁志勇")
    assert refused(lambda: town.take(worker, "APV")).startswith("审核人不能是经办人本人")
    said = refused(lambda: town.take(head, "APV", by="周敏"))
    assert said.startswith("审核和批延期由登录的人自己办"), "nor in the name of another"
    assert town.take(head, "APV") == "60"
    assert "回访人不能是经办人本人" in refused(lambda: town.take(worker, "CBK", **HAPPY))
    assert "回访人不能是审核人本人" in refused(lambda: town.take(head, "CBK", **HAPPY))
    assert town.take(third, "CBK", **HAPPY) == "70"
    assert town.hands() == ["FIN 梁志勇", "APV 林晓燕", "CBK 周敏"]
    for other in (worker, head):
        assert "撤回要写明理由" in refused(lambda: other.write(correct, town.ticket))  # noqa: B023
    why = "他说满意"
    assert "不能由你撤回" in refused(lambda: worker.write(correct, town.ticket, (), why))
    assert third.write(correct, town.ticket).status == "60", "who called takes his own back"


def test_two_people_take_turns(desk: Desk, clock: Clock) -> None:
    town = Town(desk, clock, "梁志勇")
    (worker,) = town.of.values()
    town.finished_by(worker, "梁志勇")
    assert refused(lambda: town.take(worker, "APV")).startswith("审核人不能是经办人本人")
    assert town.take(desk, "APV") == "60"
    assert "回访人不能是经办人本人" in refused(lambda: town.take(worker, "CBK", **HAPPY))
    assert town.take(desk, "CBK", **HAPPY) == "70", "who approved may call: there is no third one"


def test_an_office_of_one_does_it_all(desk: Desk, clock: Clock) -> None:
    town = Town(desk, clock)
    town.finished_by(desk, "梁志勇")
    assert town.take(desk, "APV") == "60"
    assert town.take(desk, "CBK", **HAPPY) == "70"
    assert town.take(desk, "ARC") == "80"
    assert [one.partition(" ")[2] for one in town.hands()] == ["demo"] * 3
