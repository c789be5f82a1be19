"""The central database: tables, statements and the only SQL of the server."""
