"""Templates and library blocks as people write, review and release them."""
