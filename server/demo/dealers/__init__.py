"""What the demo knows of its dealers beyond their files: credit, market, orders, trips, targets."""
