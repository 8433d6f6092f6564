"""Which grid a building was in and when; what was decided once and is not asked again."""

import sqlalchemy as sa
from alembic import op

from db.migrations.shape import common, refers

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
        *common(),
        refers("building_zoning", "building_id", "building"),
        refers("building_zoning", "grid_id", "grid"),
        sa.PrimaryKeyConstraint("id", name="pk_building_zoning"),
    )
    op.create_index("ix_building_zoning_building_id", "building_zoning", ["building_id"])
    op.create_table(
        "decision",
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=True),
        *common(),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.UniqueConstraint("kind", "subject", name="uq_decision_kind_subject"),
    )
    op.execute(
        "INSERT INTO building_zoning (building_id, grid_id, entry_source)"
        " SELECT id, grid_id, 'manual' FROM building WHERE grid_id IS NOT NULL"
    )
