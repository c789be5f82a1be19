"""The signed-in window: frame, navigation, status, and the pages that are alive in it."""
