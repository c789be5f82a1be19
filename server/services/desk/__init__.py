"""What one group of operations is worked out with, before anything is written."""
