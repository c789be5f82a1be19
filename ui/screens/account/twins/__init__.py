"""Accounts that may be the same as this one."""
