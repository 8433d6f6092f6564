"""Which grid a building was in and when; what was decided once and is not asked again."""

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables; every building's history begins with the grid it is in."""
    op.create_table(
        "building_zoning",
        sa.Column("building_id", sa.Integer(), nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.String(length=10), nullable=True),
        sa.Column("to_on", sa.String(length=10), nullable=True),
        *_common(),
        _refers("building_zoning", "building"),
        _refers("building_zoning", "grid"),
        sa.PrimaryKeyConstraint("id", name="pk_building_zoning"),
    )
    op.create_index("ix_building_zoning_building_id", "building_zoning", ["building_id"])
    op.create_table(
        "decision",
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=True),
        *_common(),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.UniqueConstraint("kind", "subject", name="uq_decision_kind_subject"),
    )
    op.execute(
        "INSERT INTO building_zoning (building_id, grid_id, entry_source)"
        " SELECT id, grid_id, 'manual' FROM building WHERE grid_id IS NOT NULL"
    )


def _common() -> tuple[sa.Column[object], ...]:
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


def _refers(table: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [f"{target}_id"],
        [f"{target}.id"],
        name=f"fk_{table}_{target}_id_{target}",
        initially="DEFERRED",
        deferrable=True,
    )
