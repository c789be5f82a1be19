"""What is read of the state of sync."""
