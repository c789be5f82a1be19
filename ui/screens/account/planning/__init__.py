"""Plans a visit to the account."""
