"""Documents in: PDF, Markdown and plain text become frameworks or amendments."""
