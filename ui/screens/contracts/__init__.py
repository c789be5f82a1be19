"""The list of contracts."""
