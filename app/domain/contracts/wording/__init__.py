"""A filled contract in words: values, numbers of clauses, goods, parties."""
