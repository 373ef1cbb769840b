"""Editorial notes and the unit each speaks of: the nearest of its kind among those just before it."""

from __future__ import annotations

import re

from lexframe.text.units import Unit

_KINDS = {
    "apartado": "apartado",
    "fracci": "fraccion",
    "inciso": "inciso",
    "subinciso": "numeral",
    "numeral": "numeral",
}
_WHOLE = ("articulo", "artículo", "transitorio", "decreto")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def address_of_note(text: str, before: Unit | None) -> str:
    """Return the steps of the unit a note is about, "" for the whole article.

    "Fracción reformada" after the second paragraph of fracción II is about fracción II, and
    "Párrafo reformado" about that paragraph.
    """
    word = _FIRST_WORD.match(text)
    name = word[0].casefold() if word else ""
    if before is None or name.startswith(_WHOLE):
        return ""
    steps = before.address.steps
    kind = next((kind for start, kind in _KINDS.items() if name.startswith(start)), "")
    for end in range(len(steps), 0, -1):
        if steps[end - 1].kind == kind:
            return "/".join(map(str, steps[:end]))
    return "/".join(map(str, steps))
