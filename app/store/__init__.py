"""The device's own database: SQLAlchemy and SQLCipher live here and nowhere else on the client."""
