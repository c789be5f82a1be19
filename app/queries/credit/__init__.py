"""Questions about what accounts owe and how much more they may."""
