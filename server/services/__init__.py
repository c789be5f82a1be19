"""What the server does, in transactions and without HTTP."""
