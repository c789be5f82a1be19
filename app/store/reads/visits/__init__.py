"""What is read of trips, plans and visits."""
