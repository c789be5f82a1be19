"""Settings: how it looks, how it is locked, whose device this is, and the keys."""
