"""What is read for the command palette."""
