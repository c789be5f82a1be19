"""The command palette: finds records and runs commands from one box."""
