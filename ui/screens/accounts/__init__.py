"""The account list with its saved views, filters and the pane beside it."""
