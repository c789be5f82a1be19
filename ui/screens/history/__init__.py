"""Who wrote which value of a record: when, on which device, and what stood there."""
