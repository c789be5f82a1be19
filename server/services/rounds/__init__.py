"""One sync round: what is pushed, what is pulled, how both stay the same."""
