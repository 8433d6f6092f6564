"""What a fulfilled wish leaves: one service record of the member who claimed it."""

from decimal import Decimal

from db.tables.party import Wish
from wenming_desktop.party.record_model import WISH, Made
from wenming_desktop.party.records import write_once
from wenming_desktop.wishes.refusals import WishError
from wenming_desktop.work import Work

POST = "04"
"""Of `service_post`: helping the old, the disabled and pupils, wishes among it."""
_STEP, _MOST = Decimal("0.5"), Decimal(12)
_LONGEST = 200


def write_record(work: Work, wish: Wish, hours: Decimal | None) -> None:
    """Write the record once; undoing the fulfilment takes it away with everything else."""
    if hours is None or hours <= 0 or hours > _MOST or hours % _STEP:
        why = "党员认领的心愿要写用了几小时：0.5 到 12，按半小时写。"
        raise WishError(why=why, field="hours")
    if wish.claimed_member_id is None or wish.fulfilled_on is None:
        raise ValueError("only a member's fulfilled wish leaves a record")
    made = Made(
        member_id=wish.claimed_member_id,
        date=wish.fulfilled_on,
        content=f"实现微心愿：{wish.content or ''}"[:_LONGEST],
        hours=float(hours),
        origin=(WISH, wish.id),
        post=POST if work.codes.item("service_post", POST) else None,
        beneficiaries=1,
        confirmed_by=work.actor.staff_id,
    )
    write_once(work, made)
