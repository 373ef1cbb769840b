"""What the acts of the table do, by who does them; each asks, plans and hands over to the deeds."""
