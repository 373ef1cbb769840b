"""A cache of answers in SQLite; deleting it is a repair."""
