"""Questions about selling: products, months, orders, stock."""
