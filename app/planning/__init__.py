"""Which visits are due, on which day, and in which order they are driven."""
