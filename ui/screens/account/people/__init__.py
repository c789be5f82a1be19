"""The people of an account and what they confided."""
