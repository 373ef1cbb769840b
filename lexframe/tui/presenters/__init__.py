"""From a board to rows: pure functions that need no app, so that every screen can be tested as text."""
