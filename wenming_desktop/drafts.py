"""草稿: what an account typed into a form and has not saved, so that no crash takes it away.

A draft is no office data: it is in no history and no audit row, and dropping it removes it.
It lies in the encrypted data file because it is as personal as what it will become.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from db.tables.records import Draft
from wenming_desktop.work import Work, use_case


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft of this account: of which form, what was typed, when it was kept."""

    form: str
    content: Mapping[str, Any]
    at: datetime


@use_case("drafts.keep", "存草稿", right="any", undo="none")
def keep_draft(work: Work, form: str, content: Mapping[str, Any]) -> datetime:
    """Keep what was typed into a form, in place of what was kept before; returns when."""
    draft = work.session.scalar(_own(work).where(Draft.form == form))
    if draft is None:
        draft = Draft(account_id=work.actor.account_id, form=form)
        work.session.add(draft)
    draft.content = dict(content)
    # Unchanged words are kept anew too: the clerk is told the time of this write.
    draft.updated_at = work.now
    return work.now


@use_case("drafts.read", "查看草稿", right="any", undo="none")
def read_draft(work: Work, form: str) -> KeptDraft | None:
    """The draft of a form, if this account has one."""
    draft = work.session.scalar(_own(work).where(Draft.form == form))
    return _kept(work, draft) if draft is not None else None


@use_case("drafts.drop", "丢掉草稿", right="any", undo="none")
def drop_draft(work: Work, form: str) -> bool:
    """Remove the draft of a form; False where there was none."""
    draft = work.session.scalar(_own(work).where(Draft.form == form))
    if draft is not None:
        work.session.delete(draft)
    return draft is not None


@use_case("drafts.listed", "查看全部草稿", right="any", undo="none")
def drafts_listed(work: Work) -> tuple[KeptDraft, ...]:
    """All drafts of this account, the newest first."""
    kept = [_kept(work, draft) for draft in work.session.scalars(_own(work))]
    return tuple(sorted(kept, key=lambda draft: (draft.at, draft.form), reverse=True))


def _own(work: Work) -> Select[Draft]:
    return select(Draft).where(Draft.account_id.is_not_distinct_from(work.actor.account_id))


def _kept(work: Work, draft: Draft) -> KeptDraft:
    content = draft.content if isinstance(draft.content, dict) else {}
    return KeptDraft(draft.form, content, draft.updated_at or draft.created_at or work.now)
