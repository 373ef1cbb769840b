"""The truth: git and files, behind one door."""
