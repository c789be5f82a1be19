"""What the company says of itself: settings, image, day, office, and who stays away."""
