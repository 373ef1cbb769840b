"""The places of the terminal face, one module each: they arrange, ask and tell."""
