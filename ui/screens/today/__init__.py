"""Today: the stops in order, who else is due, promises, late money, and what waits to be sent."""
