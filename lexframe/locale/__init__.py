"""Spanish and English words for everything lexframe says."""
