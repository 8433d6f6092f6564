"""Staff, log-in, rights, audit trail, keys."""
