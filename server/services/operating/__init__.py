"""What an operation of a device does to its record: made, edited, deleted, or refused."""
