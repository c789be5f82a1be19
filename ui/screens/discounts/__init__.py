"""Who may grant which discount below the price list, by role and class of account."""
