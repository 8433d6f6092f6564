"""The data file: tables, engine, migrations, search index."""
