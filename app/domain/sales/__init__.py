"""The rules of selling: plans, quotations, orders, stock."""
