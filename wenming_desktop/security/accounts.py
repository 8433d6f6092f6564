"""账号 and 工作人员: who may sign in and what they may do."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from db.tables.office import Account, AccountRole, Role, Staff
from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.work import Work, use_case

ADMIN = "admin"


class UnknownRoleError(UserError):
    """A role that the office does not have."""

    code = "account.role"
    text = "没有“{role}”这个角色。可用的角色：{known}。"


class AccountTakenError(UserError):
    """The login name is in use."""

    code = "account.taken"
    text = "账号“{login}”已经有了，换一个名字再加。"


class LastAdminError(UserError):
    """Without an administrator nobody could make an account again."""

    code = "account.last"
    text = "“{name}”是最后一个系统维护账号，没有停用。请先给别人加上系统维护。"


@dataclass(frozen=True)
class AccountRow:
    """An account as listed."""

    id: int
    login: str
    staff: str
    roles: tuple[str, ...]
    disabled: bool
    last_login_at: datetime | None


@dataclass(frozen=True)
class AddAccount:
    """A new account: login, its roles, the staff member (by name; made when new)."""

    login: str
    roles: tuple[str, ...]
    vault_id: str
    public_key: str
    staff_name: str = ""


@use_case("accounts.add", "新增账号", right="account.write", undo="none")
def add_account(work: Work, command: AddAccount) -> int:
    """Add an account; its keys were sealed in the vault before."""
    session = work.session
    if session.scalar(select(Account).where(Account.login == command.login)) is not None:
        raise AccountTakenError(login=command.login)
    known = list(session.scalars(select(Role.code)))
    for role in command.roles:
        if role not in known:
            raise UnknownRoleError(role=role, known="、".join(known))
    name = command.staff_name or command.login
    staff = session.scalar(select(Staff).where(Staff.name == name))
    if staff is None:
        staff = Staff(name=name, posts=[], grid_ids=[])
        session.add(staff)
        session.flush()
    account = Account(
        login=command.login,
        staff_id=staff.id,
        vault_id=command.vault_id,
        public_key=command.public_key,
    )
    session.add(account)
    session.flush()
    session.add_all(AccountRole(account_id=account.id, role=role) for role in command.roles)
    work.note(f"account:{account.id}", roles=sorted(command.roles))
    return account.id


@use_case("accounts.list", "查看账号", right="settings.read")
def accounts(work: Work) -> tuple[AccountRow, ...]:
    """Every account."""
    session = work.session
    roles: dict[int, list[str]] = {}
    for account_id, role in session.execute(select(AccountRole.account_id, AccountRole.role)):
        roles.setdefault(account_id, []).append(role)
    found = session.execute(
        select(Account, Staff.name)
        .outerjoin(Staff, Staff.id == Account.staff_id)
        .order_by(Account.id)
    )
    return tuple(
        AccountRow(
            a.id, a.login, name or "", tuple(roles.get(a.id, ())), a.disabled, a.last_login_at
        )
        for a, name in found
    )


@use_case("accounts.disable", "停用账号", right="account.write")
def disable_account(work: Work, login: str) -> int:
    """Stop an account from signing in; its history stays."""
    account = work.session.scalar(select(Account).where(Account.login == login))
    if account is None:
        raise NotFoundError(what=f"账号“{login}”")
    admins = work.session.scalars(
        select(Account.login)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(AccountRole.role == ADMIN, ~Account.disabled)
    )
    if set(admins) == {login}:
        raise LastAdminError(name=login)
    account.disabled = True
    work.note(f"account:{account.id}")
    return account.id


@use_case("accounts.signed_in", "登录", right="any", undo="none")
def signed_in(work: Work, failures: int) -> None:
    """Note a log-in, and how often the password was wrong before it."""
    account = work.session.get(Account, work.actor.account_id)
    if account is not None:
        account.last_login_at = work.now
    work.note(f"account:{work.actor.account_id}", failures=failures)
