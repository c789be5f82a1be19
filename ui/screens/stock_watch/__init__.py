"""Which accounts run out of which goods, and where goods lie too long."""
