"""密码 in the history: who changed whose password; the words themselves live in the vault alone."""

from sqlalchemy import select

from db.tables.office import Account
from wenming_desktop.errors import NotFoundError
from wenming_desktop.work import Work, use_case


@use_case("accounts.may_change", "改动账号", right="account.write")
def may_change(work: Work, login: str) -> None:
    """Refuse before anything is touched: no right, or no such account."""
    _account(work, login)


@use_case("accounts.reset_password", "重设密码", right="account.write", undo="none")
def password_reset(work: Work, login: str, public_key: str) -> None:
    """Note a password that was set for somebody; his new key belongs to the account now."""
    account = _account(work, login)
    account.public_key = public_key
    work.note(f"account:{account.id}")


@use_case("accounts.change_password", "更换密码", right="any", undo="none")
def password_changed(work: Work) -> None:
    """Note that somebody changed his own password."""
    work.note(f"account:{work.actor.account_id}")


@use_case("accounts.recovered", "用恢复码重设密码", right="any", undo="none")
def password_recovered(work: Work, public_key: str) -> None:
    """Note that somebody came in with the recovery code and set his own password anew."""
    account = _account(work, work.actor.name)
    account.public_key = public_key
    work.note(f"account:{account.id}")


@use_case("accounts.locked", "锁定", right="any", undo="none")
def locked(work: Work, idle_minutes: int) -> None:
    """Note that the window was locked, by hand (0) or after so many idle minutes."""
    work.note(f"account:{work.actor.account_id}", idle_minutes=idle_minutes)


def _account(work: Work, login: str) -> Account:
    account = work.session.scalar(select(Account).where(Account.login == login))
    if account is None:
        raise NotFoundError(what=f"账号“{login}”")
    return account


@use_case("accounts.recovery", "打印恢复码", right="account.write", undo="none")
def recovery_made(work: Work) -> None:
    """Note that a new recovery code was made; the old sheets are void."""
    work.note("vault:paper")
