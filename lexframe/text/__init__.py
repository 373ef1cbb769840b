"""The algebra of legal text: units, redline, merge, carry, decree wording."""
