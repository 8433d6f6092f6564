"""What somebody may know of himself: his roles, and whose office this is."""

from dataclasses import dataclass

from sqlalchemy import select

from db.tables.office import AccountRole, Role
from wenming_desktop.settings import office
from wenming_desktop.work import Work, use_case


@dataclass(frozen=True)
class Myself:
    """Who has signed in where, in words."""

    account: str
    roles: str
    office: str
    community: str


@use_case("accounts.myself", "查看自己的账号", right="any")
def myself(work: Work) -> Myself:
    """The actor's account with the names of his roles, and the office's names."""
    query = (
        select(Role.name)
        .join(AccountRole, AccountRole.role == Role.code)
        .where(AccountRole.account_id == work.actor.account_id)
        .order_by(Role.id)
    )
    here = office(work)
    # The street's name stands inside the full name, after city and district.
    parts = (here.subdistrict_name, here.full_name.rpartition(here.subdistrict_name or "\0")[2])
    full = " ".join(part for part in parts if part)
    community = here.short_name or here.full_name
    return Myself(work.actor.name, "、".join(work.session.scalars(query)), full, community)
