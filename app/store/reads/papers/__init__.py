"""What the papers read from the device's database, many accounts at a time."""
