"""The steps of a contract on its page."""
