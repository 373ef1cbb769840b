"""The algebra of legal text: units, redline, merge, carry, decree wording."""

from __future__ import annotations

ALGEBRA_VERSION = "1"
"""Names the rules of merge and carry; written beside every result that is recorded.

It changes whenever any input could give another text or another clash, so that a recorded
result is never silently re-derived by newer rules.
"""
