"""What is read of contracts and their texts."""
