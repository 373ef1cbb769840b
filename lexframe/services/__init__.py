"""What people do, as plans that are shown before they are performed."""
