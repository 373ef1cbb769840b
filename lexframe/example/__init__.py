"""The example workspace: fictitious content, and the story that plays it into a real repository."""
