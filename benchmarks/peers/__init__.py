"""Other people's sync engines, measured beside ours and never part of it."""
