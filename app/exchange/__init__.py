"""Tables of other programs as files: read in pieces without trust, written without surprises."""
