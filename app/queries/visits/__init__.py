"""Questions about visiting: the day, its route, who is due, what to read before."""
