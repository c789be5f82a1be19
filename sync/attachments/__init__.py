"""Files of a device: sent, fetched, and let go."""
