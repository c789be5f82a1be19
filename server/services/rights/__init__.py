"""What somebody may read: books, shares, rows and fields."""
