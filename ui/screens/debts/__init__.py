"""The debts: what is late, how long it can be sued for, how it is collected."""
