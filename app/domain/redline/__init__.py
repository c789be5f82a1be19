"""What came back compared with what was sent, clause by clause and word by word."""
