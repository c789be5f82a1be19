"""The rules of selling: plans, quotations, orders, stock, expenses, sales further down."""
