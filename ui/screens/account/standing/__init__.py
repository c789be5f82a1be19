"""How the account stands, in figures."""
