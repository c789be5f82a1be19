"""Tables of the accounting system: what they say here, written, and taken back."""
