"""The rules of evaluating dealers."""
