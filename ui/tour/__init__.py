"""The demo day driven through the real widgets, with pictures and a record of what happened."""
