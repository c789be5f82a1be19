"""What is read of customer files."""
