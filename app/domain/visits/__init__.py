"""The rules of visiting: plans, trips, the log and its draft."""
