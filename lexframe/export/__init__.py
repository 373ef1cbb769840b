"""Documents out: a resolved dossier becomes bytes."""
