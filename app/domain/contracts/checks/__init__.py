"""What can be wrong with a filled contract."""
