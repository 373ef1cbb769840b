"""The terminal face: app, one table of acts, screens, widgets."""
