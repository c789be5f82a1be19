"""What each paper says, read for one account or for many at once."""
