"""Alembic's environment and revisions for the device's store."""
