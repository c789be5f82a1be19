"""Sync centre: what was sent, what waits, and what needs the rep's decision."""
