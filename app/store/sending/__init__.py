"""The journal on its way: its chain, what is offered again, rounds, files on a stick."""
