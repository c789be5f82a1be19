"""Makes the data of the demo: one invented group with its accounts and two years of dealings."""
