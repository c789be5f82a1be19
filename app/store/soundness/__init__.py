"""Whether a store is sound, and what can be saved of one that is not."""
