"""List, search and report queries of the device's store; answers are frozen rows."""
