"""The warning rules over the whole organisation: facts, judgement, and the records they leave."""
