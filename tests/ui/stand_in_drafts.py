"""Drafts of the stand-in office: a dictionary."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wenming_desktop.drafts import KeptDraft

_NOW = datetime(2026, 11, 20, 10, 42)


class DraftOffice:
    """Keeps drafts for the services of `wenming_desktop.drafts`."""

    drafts: dict[str, KeptDraft]

    def keep_draft(self, form: str, content: Mapping[str, Any]) -> datetime:
        self._drafts()[form] = KeptDraft(form, dict(content), _NOW)
        return _NOW

    def read_draft(self, form: str) -> KeptDraft | None:
        return self._drafts().get(form)

    def drop_draft(self, form: str) -> bool:
        return self._drafts().pop(form, None) is not None

    def drafts_listed(self) -> tuple[KeptDraft, ...]:
        return tuple(self._drafts().values())

    def _drafts(self) -> dict[str, KeptDraft]:
        if not hasattr(self, "drafts"):
            self.drafts = {}
        return self.drafts
