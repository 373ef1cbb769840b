"""What is drawn: sheets, the heat map, and the lines above and below the screen."""
