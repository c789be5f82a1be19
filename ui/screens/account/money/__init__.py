"""Credit, sales and contracts on the account page."""
