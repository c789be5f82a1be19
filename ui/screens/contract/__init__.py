"""The page of a contract: form from the template, checks, the paper itself, printing."""
