"""The way in: the window of unlock and first run, until there is a session."""
