"""What is read of plans, orders, prices and stock."""
