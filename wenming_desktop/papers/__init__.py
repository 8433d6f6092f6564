"""Papers that need several rooms: facts gathered from the office, drawn by the forms."""
