"""The command line: every act of lexframe without a terminal, and the only floor that writes to stdout."""
