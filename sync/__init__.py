"""Carries the journal to the server and the server's changes back. No Qt, no SQL."""
