"""What two texts share at both ends, counted in characters and never cutting a token of either."""

from __future__ import annotations

from lexframe.text.alignment import same_end, same_start

# Characters that are tokens by themselves whatever stands beside them.
_ALONE = frozenset(';:()[]{}«»“”"¡!¿?%§°*#/|<>+=&@$—–…')


def shared_edges(old: str, new: str) -> tuple[int, int]:
    """Return how many characters both begin with and both end with, less what would cut a token.

    The two stretches never overlap. Cutting the rest into tokens gives what cutting the whole would.
    """
    head = len(old) if new.startswith(old) else same_start(old, new)
    while head and not (_is_clean(old, head) and _is_clean(new, head)):
        head -= 1
    tail = min(same_end(old, new), min(len(old), len(new)) - head)
    while tail and not (_is_clean(old, len(old) - tail) and _is_clean(new, len(new) - tail)):
        tail -= 1
    return head, tail


def _is_clean(text: str, at: int) -> bool:
    """Tell whether the characters at a cut belong to different tokens for certain."""
    if at == 0 or at == len(text):
        return True
    before, after = text[at - 1], text[at]
    if after.isspace():
        return not before.isspace()
    if before.isspace():
        return True
    if before in ".,":
        return not after.isdigit()
    if after in ".,":
        return not before.isdigit()
    return before in _ALONE or after in _ALONE
