"""What is read of plans, orders, prices, stock, expenses and sales further down."""
