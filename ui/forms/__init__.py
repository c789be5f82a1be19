"""Forms over fields of the schema: what they ask, their editors, and the check before saving."""
