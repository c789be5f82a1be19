"""What is open at an account, read before a visit."""
