"""The list of logged visits and of those that wait to be finished."""
