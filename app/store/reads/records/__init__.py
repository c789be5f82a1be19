"""What is read of records of any kind."""
