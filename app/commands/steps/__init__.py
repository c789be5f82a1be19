"""The steps of records' lives as their pages offer them, each by the command of its kind."""
