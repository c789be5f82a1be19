"""What the company decided in words."""
