"""Commands on visiting: trips, plans, the day's route, the visit itself and what it brings."""
