"""What the contract page says, as finished words."""
