"""The accounts below an account."""
