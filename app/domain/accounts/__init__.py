"""The rules of the customer file: what it holds, who has it, which two are one."""
