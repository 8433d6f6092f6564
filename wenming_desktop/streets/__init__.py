"""街巷: streets, who looks after each, and the sign that says so."""
