"""Codes that others issue: which are possible, which are doubtful, and how each is shown."""
