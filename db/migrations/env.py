"""Alembic's entry: runs on the open, keyed connection that `db.upgrade` hands in."""

from alembic import context

connection = context.config.attributes["connection"]
metadata = context.config.attributes.get("metadata")

context.configure(
    connection=connection,
    target_metadata=metadata,
    transactional_ddl=True,
    transaction_per_migration=False,
    render_as_batch=True,
    compare_type=True,
    include_object=context.config.attributes.get("include_object"),
)
with context.begin_transaction():
    context.run_migrations()
