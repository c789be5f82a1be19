"""What a foreign table means here: columns, cells, rows, and what they say about records."""
