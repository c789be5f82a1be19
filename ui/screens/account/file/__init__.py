"""The customer file on the account page: its blocks, read and edited."""
