"""What every migration writes the same way: the common columns, a deferred reference."""

import sqlalchemy as sa


def common() -> tuple[sa.Column[object], ...]:
    """What every table of office data has."""
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(length=19), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.String(length=19), nullable=True),
        sa.Column("updated_by", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("entry_source", sa.String(length=10), server_default="manual", nullable=False),
        sa.Column("is_void", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("void_reason", sa.String(length=200), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
    )


def refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """A reference to another table's id, checked when the transaction ends."""
    return sa.ForeignKeyConstraint(
        [column],
        [f"{target}.id"],
        name=f"fk_{table}_{column}_{target}",
        initially="DEFERRED",
        deferrable=True,
    )
