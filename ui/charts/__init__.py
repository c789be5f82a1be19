"""Charts drawn by hand: few marks, zero-based bars, labels on the marks."""
