"""Rounds without a network: what waits goes out in a file, the answer comes back in one."""
