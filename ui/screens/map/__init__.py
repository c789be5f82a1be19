"""The map of accounts, with the list that says the same in words."""
