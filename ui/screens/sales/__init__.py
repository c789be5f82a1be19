"""Plans, orders and products: what is to be sold, what was taken, what it costs."""
