"""Carry: the amendment's own change reaches the new text, or the places are shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lexframe.text.carry import Carried, Stale, carry
from lexframe.text.merge import Clean, merge

BASE = "El fondo se revisa cada año.\n\nEl informe se publica en la gaceta.\n"


def test_the_change_reaches_the_new_text() -> None:
    proposed = BASE.replace("cada año", "cada semestre")
    current = BASE.replace("la gaceta", "el sitio del Instituto")
    assert carry(BASE, proposed, current) == Carried(proposed.replace("la gaceta", "el sitio del Instituto"))


def test_what_was_adopted_as_proposed_needs_nothing() -> None:
    proposed = BASE.replace("cada año", "cada semestre")
    assert carry(BASE, proposed, proposed) == Carried(proposed)


def test_the_same_words_changed_meanwhile_are_shown() -> None:
    found = carry(BASE, BASE.replace("cada año", "cada semestre"), BASE.replace("cada año", "cada mes"))
    assert isinstance(found, Stale)
    [place] = found.places
    assert ("año" in place.base, "semestre" in place.ours, "mes" in place.theirs) == (True, True, True)


TEXTS = st.lists(st.sampled_from(["uno", "dos", "tres", " ", " ", ".", "\n\n"]), max_size=14).map("".join)


@given(TEXTS, TEXTS, TEXTS)
def test_carrying_is_merging(base: str, proposed: str, current: str) -> None:
    found, merged = carry(base, proposed, current), merge(base, proposed, current)
    if isinstance(merged, Clean):
        assert found == Carried(merged.text)
    else:
        assert found == Stale(merged.places)
