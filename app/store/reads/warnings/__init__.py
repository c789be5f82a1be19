"""What is read of warnings."""
