"""Questions about early warnings and their thresholds."""
