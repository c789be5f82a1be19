"""Questions behind the figures: one function each, every answer with its evidence."""
