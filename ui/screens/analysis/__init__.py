"""Analysis: key figures, cards with charts and tables, each explained."""
