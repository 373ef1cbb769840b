"""Small windows over a screen: each asks one thing and gives back one answer."""
