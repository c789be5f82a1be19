"""The visit form: check in, write down, check out; nothing typed is ever lost."""
