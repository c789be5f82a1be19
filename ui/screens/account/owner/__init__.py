"""Whose the account is, and how it changes hands."""
