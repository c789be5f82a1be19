"""Commands on photos and other files: read, sealed, kept with their record."""
