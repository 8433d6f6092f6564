"""Micro-wishes, whistles and who answered them, frozen feedback cards, papers kept as printed."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from db.migrations.shape import common, refers

revision = "v0004"
down_revision = "v0003"
branch_labels = None
depends_on = None

_DAY, _MOMENT = sa.String(length=10), sa.String(length=19)
_NEW: dict[str, dict[str, sa.types.TypeEngine[Any]]] = {
    "post_assignment": {"person_name": sa.String(50), "phone": sa.String(20)},
    "party_contact_card": {"issued_on": _DAY, "first_half_on": _DAY, "second_half_on": _DAY},
    "party_feedback_card": {
        "issued_on": _DAY,
        "member_name": sa.String(100),
        "unit_name": sa.String(60),
        "figures": sa.JSON(),
    },
    "feedback_letter": {
        "receipt_opinion": sa.String(200),
        "sent_on": _DAY,
        "channel": sa.String(12),
    },
    "merit_opinion": {"opinion_no": sa.String(20), "approved_on": _DAY},
    "print_log": {
        "number": sa.String(40),
        "title": sa.String(80),
        "pages": sa.Integer(),
        "face": sa.JSON(),
        "sha256": sa.String(64),
    },
}


def upgrade() -> None:
    """Make three tables and widen those that party work and printing write to."""
    _make_wish()
    _make_whistles()
    _widen()
    # A feedback card's number says which half-year it is of.
    op.execute(
        "UPDATE number_rule SET pattern = 'FK-{YYYY}{half}-{0000}'"
        " WHERE kind = 'feedback_card' AND pattern = 'FK-{YYYY}-{0000}'"
    )
    op.create_index("ix_print_log_number", "print_log", ["number"])
    op.create_index(
        "uq_service_record_origin",
        "service_record",
        ["origin_key"],
        unique=True,
        sqlite_where=sa.text("origin_key LIKE '%:%' AND NOT is_void"),
    )


def _make_wish() -> None:
    op.create_table(
        "wish",
        sa.Column("wish_no", sa.String(length=20), nullable=True),
        sa.Column("resident_id", sa.Integer(), nullable=True),
        sa.Column("category", sa.String(length=12), nullable=True),
        sa.Column("content", sa.String(length=200), nullable=True),
        sa.Column("estimated_cost", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("collected_on", _DAY, nullable=True),
        sa.Column("collected_by", sa.Integer(), nullable=True),
        sa.Column("reviewed_on", _DAY, nullable=True),
        sa.Column("reviewed_by", sa.Integer(), nullable=True),
        sa.Column("is_published", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("display_name", sa.String(length=40), nullable=True),
        sa.Column("claimed_member_id", sa.Integer(), nullable=True),
        sa.Column("claimed_unit_id", sa.Integer(), nullable=True),
        sa.Column("claimed_name", sa.String(length=60), nullable=True),
        sa.Column("claimed_on", _DAY, nullable=True),
        sa.Column("contact_due_on", _DAY, nullable=True),
        sa.Column("fulfilled_on", _DAY, nullable=True),
        sa.Column("recipient_signed", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("thanks", sa.String(length=200), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=True),
        sa.Column("closed_reason", sa.String(length=200), nullable=True),
        *common(),
        refers("wish", "resident_id", "resident"),
        refers("wish", "collected_by", "staff"),
        refers("wish", "reviewed_by", "staff"),
        refers("wish", "claimed_member_id", "party_member"),
        refers("wish", "claimed_unit_id", "work_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_wish"),
        sa.UniqueConstraint("wish_no", name="uq_wish_wish_no"),
    )
    for name in ("resident_id", "collected_on", "claimed_member_id", "status"):
        op.create_index(f"ix_wish_{name}", "wish", [name])


def _make_whistles() -> None:
    op.create_table(
        "ticket_whistle",
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("action_seq", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("whistled_at", _MOMENT, nullable=False),
        sa.Column("asked", sa.String(length=200), nullable=True),
        sa.Column("needed", sa.Integer(), nullable=True),
        sa.Column("closed_at", _MOMENT, nullable=True),
        *common(),
        refers("ticket_whistle", "ticket_id", "ticket"),
        refers("ticket_whistle", "group_id", "building_party_group"),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_whistle"),
        sa.UniqueConstraint(
            "ticket_id", "action_seq", name="uq_ticket_whistle_ticket_id_action_seq"
        ),
    )
    op.create_index("ix_ticket_whistle_group_id", "ticket_whistle", ["group_id"])
    op.create_table(
        "whistle_claim",
        sa.Column("whistle_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("claimed_at", _MOMENT, nullable=True),
        sa.Column("came_at", _MOMENT, nullable=True),
        sa.Column("hours", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("did", sa.String(length=200), nullable=True),
        *common(),
        refers("whistle_claim", "whistle_id", "ticket_whistle"),
        refers("whistle_claim", "member_id", "party_member"),
        sa.PrimaryKeyConstraint("id", name="pk_whistle_claim"),
    )
    op.create_index("ix_whistle_claim_member_id", "whistle_claim", ["member_id"])
    op.create_index(
        "uq_whistle_claim_member",
        "whistle_claim",
        ["whistle_id", "member_id"],
        unique=True,
        sqlite_where=sa.text("NOT is_void"),
    )


def _widen() -> None:
    _refer("service_record", wish_id="wish", household_id="household")
    _refer("party_feedback_card", letter_id="feedback_letter")
    for table, columns in _NEW.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))
    op.add_column(
        "feedback_letter",
        sa.Column("printed_count", sa.Integer(), server_default="0", nullable=False),
    )


def _refer(table: str, **targets: str) -> None:
    """Add references; SQLite knows no other way to name one than to write the table anew."""
    with op.batch_alter_table(table, recreate="always") as batch:
        for column, target in targets.items():
            batch.add_column(sa.Column(column, sa.Integer(), nullable=True))
            batch.create_foreign_key(
                f"fk_{table}_{column}_{target}",
                target,
                [column],
                ["id"],
                deferrable=True,
                initially="DEFERRED",
            )
