"""What stands around a ticket: words, routes, replies, quantities, re-checks, rectification."""

import sqlalchemy as sa
from alembic import op

from db.migrations.shape import common, refers

revision = "v0005"
down_revision = "v0004"
branch_labels = None
depends_on = None

_DAY, _MOMENT, _CODE = sa.String(length=10), sa.String(length=19), sa.String(length=12)


def upgrade() -> None:
    """Make the tables; a unit whose name says 网格 is taken for the grid's own."""
    _make_words()
    _make_rechecks()
    _make_rectification()
    op.add_column("ticket", sa.Column("backdate_reason", sa.String(length=200), nullable=True))
    op.add_column("attachment", sa.Column("caption", sa.String(length=60), nullable=True))
    op.add_column("attachment", sa.Column("taken_at", _MOMENT, nullable=True))
    op.create_index("ix_attachment_owner", "attachment", ["owner_table", "owner_id"])
    op.add_column(
        "handling_unit",
        sa.Column("is_grid", sa.Boolean(), server_default="0", nullable=False),
    )
    op.execute("UPDATE handling_unit SET is_grid = 1 WHERE name LIKE '%网格%'")


def _make_words() -> None:
    op.create_table(
        "ticket_keyword",
        sa.Column("word", sa.String(length=20), nullable=False),
        sa.Column("category", _CODE, nullable=False),
        _enabled(),
        *common(),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_keyword"),
        sa.UniqueConstraint("word", "category", name="uq_ticket_keyword_word_category"),
    )
    op.create_table(
        "routing_rule",
        sa.Column("category", _CODE, nullable=True),
        sa.Column("estate_id", sa.Integer(), nullable=True),
        sa.Column("grid_id", sa.Integer(), nullable=True),
        sa.Column("handling_unit_id", sa.Integer(), nullable=True),
        sa.Column("handler_id", sa.Integer(), nullable=True),
        _enabled(),
        *common(),
        refers("routing_rule", "estate_id", "estate"),
        refers("routing_rule", "grid_id", "grid"),
        refers("routing_rule", "handling_unit_id", "handling_unit"),
        refers("routing_rule", "handler_id", "handler"),
        sa.PrimaryKeyConstraint("id", name="pk_routing_rule"),
    )
    op.create_table(
        "standard_reply",
        sa.Column("kind", _CODE, nullable=False),
        sa.Column("title", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("category", _CODE, nullable=True),
        _enabled(),
        sa.Column("sort", sa.Integer(), server_default="0", nullable=False),
        *common(),
        sa.PrimaryKeyConstraint("id", name="pk_standard_reply"),
    )
    op.create_table(
        "ticket_quantity",
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("action_seq", sa.Integer(), nullable=False),
        sa.Column("measure", _CODE, nullable=False),
        sa.Column("amount", sa.Numeric(precision=12, scale=2), nullable=False),
        *common(),
        refers("ticket_quantity", "ticket_id", "ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_quantity"),
    )
    op.create_index("ix_ticket_quantity_ticket_id", "ticket_quantity", ["ticket_id"])


def _make_rechecks() -> None:
    op.create_table(
        "recheck_sample",
        sa.Column("period", sa.String(length=30), nullable=False),
        sa.Column("rule", sa.JSON(), nullable=True),
        sa.Column("seed", sa.String(length=40), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("drawn_at", _MOMENT, nullable=False),
        sa.Column("drawn_by", sa.Integer(), nullable=True),
        *common(),
        refers("recheck_sample", "drawn_by", "staff"),
        sa.PrimaryKeyConstraint("id", name="pk_recheck_sample"),
    )
    op.create_table(
        "recheck_item",
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("stratum", sa.String(length=80), nullable=True),
        sa.Column("rebound", sa.Boolean(), nullable=True),
        sa.Column("checked_on", _DAY, nullable=True),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("action_seq", sa.Integer(), nullable=True),
        *common(),
        refers("recheck_item", "sample_id", "recheck_sample"),
        refers("recheck_item", "ticket_id", "ticket"),
        refers("recheck_item", "checked_by", "staff"),
        sa.PrimaryKeyConstraint("id", name="pk_recheck_item"),
        sa.UniqueConstraint("sample_id", "ticket_id", name="uq_recheck_item_sample_id_ticket_id"),
    )
    op.create_index("ix_recheck_item_ticket_id", "recheck_item", ["ticket_id"])


def _make_rectification() -> None:
    op.create_table(
        "rectification_item",
        sa.Column("item_no", sa.String(length=20), nullable=True),
        sa.Column("origin", _CODE, nullable=True),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("grid_id", sa.Integer(), nullable=True),
        sa.Column("location", sa.String(length=80), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("standard_code", _CODE, nullable=True),
        sa.Column("responsible_unit", sa.String(length=60), nullable=True),
        sa.Column("responsible_person", sa.String(length=50), nullable=True),
        sa.Column("responsible_phone", sa.String(length=20), nullable=True),
        sa.Column("issued_on", _MOMENT, nullable=True),
        sa.Column("deadline", _MOMENT, nullable=True),
        sa.Column("measures", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("rectified_on", _MOMENT, nullable=True),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.Column("checked_on", _MOMENT, nullable=True),
        sa.Column("check_note", sa.String(length=200), nullable=True),
        sa.Column("status", _CODE, nullable=True),
        sa.Column("rebound", sa.Boolean(), server_default="0", nullable=False),
        *common(),
        refers("rectification_item", "ticket_id", "ticket"),
        refers("rectification_item", "grid_id", "grid"),
        refers("rectification_item", "checked_by", "staff"),
        sa.PrimaryKeyConstraint("id", name="pk_rectification_item"),
        sa.UniqueConstraint("item_no", name="uq_rectification_item_item_no"),
    )
    for name in ("ticket_id", "status"):
        op.create_index(f"ix_rectification_item_{name}", "rectification_item", [name])


def _enabled() -> sa.Column[bool]:
    return sa.Column("enabled", sa.Boolean(), server_default="1", nullable=False)
