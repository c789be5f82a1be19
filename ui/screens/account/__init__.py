"""The page of one account: file, people, history, credit, sales and contracts."""
