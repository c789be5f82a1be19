"""One order or return."""
