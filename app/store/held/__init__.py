"""What this device holds and when it may no longer: books, files, digests, leaving."""
