"""Early warnings: what burns, why, and what is done about it."""
