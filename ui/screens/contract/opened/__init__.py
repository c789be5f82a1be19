"""One contract while it is open: what was typed, and the form that asks for it."""
