"""Commands on customer files: the accounts, their people, their owners, what is confided."""
