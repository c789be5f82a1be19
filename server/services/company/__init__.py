"""What the company says of itself: its settings, its image, its day, its office."""
