"""微心愿: collected, published, claimed, fulfilled; one row of the office each."""
