"""The names of the official texts beside the checkout."""

OLD = "ley-issste-dof-2024-06-07.pdf"
NEW = "ley-issste-dof-2026-01-15.pdf"
