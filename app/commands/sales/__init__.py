"""Commands on selling: plans of a month, quotations, orders and returns."""
