"""Running numbers, and the contract numbers that devices give."""
