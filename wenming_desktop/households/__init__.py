"""户与人: households, residents, care labels."""
