"""What the warning rules look at, for all accounts of the device at once."""
