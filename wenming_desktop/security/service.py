"""看隐私: one masked value shown in full, with a reason, into the history."""

from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.fields import clean_text
from wenming_desktop.work import Work, use_case

LONGEST_REASON = 200
REVEALABLE = {
    "resident": frozenset({"phone", "phone2", "id_number"}),
    "party_member": frozenset({"phone", "id_number"}),
    "post_assignment": frozenset({"phone"}),
}


class ReasonMissingError(UserError):
    """An identity number is shown only for a reason."""

    code = "reveal.reason"
    text = "看完整的身份证号要写明用途。"


@use_case("security.reveal", "查看完整号码", right="register.reveal", undo="none")
def reveal(work: Work, kind: str, row_id: int, field: str, reason: str) -> str:
    """The value in full; `kind` and `field` name a masked column, the act is logged."""
    if field not in REVEALABLE.get(kind, ()):
        raise NotFoundError(what="这一项")
    reason = clean_text(reason, LONGEST_REASON)
    if field == "id_number" and not reason:
        raise ReasonMissingError(field="reason")
    row = work.connection.exec_driver_sql(
        f"SELECT {field} FROM {kind} WHERE id = ? AND NOT is_void", (row_id,)
    ).first()
    if row is None:
        raise NotFoundError(what="这个人")
    work.note(f"{kind}:{row_id}", field=field, reason=reason)
    return str(row[0] or "")
