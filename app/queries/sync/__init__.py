"""Questions about the state of sync."""
