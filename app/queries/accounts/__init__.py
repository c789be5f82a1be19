"""Questions about customer files: list, page, map, owners, doubles."""
