"""Indices: ticket lists counted, ordered and searched without their rows; changes by household."""

from alembic import op

revision = "v0003"
down_revision = "v0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indices."""
    op.create_index("ix_ticket_board", "ticket", ["is_void", "status", "due_at", "ticket_no"])
    op.create_index("ix_ticket_number", "ticket", ["is_void", "ticket_no", "id", "status"])
    op.create_index(
        "ix_ticket_words",
        "ticket",
        [
            "is_void",
            "location_text",
            "title",
            "external_no",
            "ticket_no",
            "complainant_name",
            "complainant_phone",
            "is_anonymous",
            "is_confidential",
            "status",
            "due_at",
        ],
    )
    for column in ("resident_id", "from_household", "to_household"):
        op.create_index(f"ix_resident_change_{column}", "resident_change", [column])
