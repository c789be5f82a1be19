"""Accounts of the whole company that may be one, side by side with their sectors."""
