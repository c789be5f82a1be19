"""Commands on the state of sync: conflicts, refused work, damaged profiles."""
