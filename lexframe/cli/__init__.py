"""The headless face: one file per noun, the only writer to stdout."""
