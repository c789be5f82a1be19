"""What is read of limits, terms and debts."""
