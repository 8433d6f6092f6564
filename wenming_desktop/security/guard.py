"""Rights: an account's roles give rights, every use case needs one."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.office import Account, AccountRole, RoleRight, Staff
from wenming_desktop.work import Actor, NoRightError, UseCase

ANYBODY = "any"


class RightsGuard:
    """Refuses a use case whose right the actor lacks."""

    def check(self, actor: Actor, case: UseCase) -> None:
        """Raise `NoRightError` unless the actor holds the right."""
        if case.right != ANYBODY and case.right not in actor.rights:
            raise NoRightError(title=case.title)


def actor_of(session: Session, login: str) -> Actor | None:
    """The actor behind a login name, None for an unknown or disabled account."""
    account = session.scalar(select(Account).where(Account.login == login, ~Account.disabled))
    if account is None:
        return None
    staff = session.get(Staff, account.staff_id) if account.staff_id else None
    roles = set(
        session.scalars(select(AccountRole.role).where(AccountRole.account_id == account.id))
    )
    rights = session.scalars(select(RoleRight.right_code).where(RoleRight.role.in_(roles)))
    return Actor(
        name=login,
        staff_id=account.staff_id,
        account_id=account.id,
        rights=frozenset(rights),
        grid_ids=_own_grids(staff) if roles == {"grid_worker"} else None,
    )


def _own_grids(staff: Staff | None) -> frozenset[int]:
    return frozenset((staff.grid_ids or ()) if staff is not None else ())
