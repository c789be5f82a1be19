"""Contract texts: templates, conditions, numbers, values, checks and the fingerprint."""
