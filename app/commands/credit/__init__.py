"""Commands on what accounts owe: limits, terms, debts, money collected."""
