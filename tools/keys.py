"""Write the sheets of keys from the table of acts, in both languages, so that they cannot lie.

``write`` makes ``docs/atajos.md`` and ``docs/keys.md``; ``check`` fails when they are not what that
would make.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lexframe.core.message import Message
    from lexframe.tui.acts import Act

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one page says by itself: its language, its name, its words, and what keyboards call their keys."""

    language: str
    page: str
    opening: str
    columns: tuple[str, str, str]
    stances: tuple[str, str, str]
    keys: Mapping[str, str]
    either: str


SHEETS = (
    Sheet(
        "es",
        "atajos.md",
        """\
# Teclas

Página producida por `make docs` a partir del propio programa; se modifica la tabla de actos, no esta página.

Una letra mayúscula se teclea con Mayús: `X` es Mayús + x. En pantalla, `^S` significa Ctrl + S. Todo acto se
encuentra también por su nombre con Ctrl + P, y aparece en la ayuda con F1; si no puede realizarse, dice por
qué. En el editor las letras son texto; con Esc se vuelve sin perder lo escrito.
""",
        ("Tecla", "Acto", "Qué hace"),
        ("Posiciones", "Letra", "Significa"),
        {
            "escape": "Esc",
            "enter": "Entrar",
            "space": "Espacio",
            "backspace": "Retroceso",
            "slash": "/",
            "⏎": "Entrar",
        },
        " o ",
    ),
    Sheet(
        "en",
        "keys.md",
        """\
# Keys

Made by `make docs` from the program itself; edit the table of acts, not this page.

A capital letter is typed with Shift: `X` is Shift + x. On screen, `^S` means Ctrl + S. Every act is also
found by its name with Ctrl + P, and stands in the help under F1; one that cannot be done now says why. In the
editor letters are text; Esc goes back and loses nothing of what was written.
""",
        ("Key", "Act", "What it does"),
        ("Positions", "Letter", "Means"),
        {
            "escape": "Esc",
            "enter": "Enter",
            "space": "Space",
            "backspace": "Backspace",
            "slash": "/",
            "⏎": "Enter",
        },
        " or ",
    ),
)


def text_of(sheet: Sheet) -> str:
    """Return one whole page as Markdown: each screen with its own keys, then those that work everywhere."""
    return "".join(_parts(sheet)).rstrip() + "\n"


def _parts(sheet: Sheet) -> Iterator[str]:
    from lexframe.core.message import Message
    from lexframe.tui.acts import ACTS, EVERYWHERE, SCREENS, acts_on
    from lexframe.tui.presenters.acts_table import MOVING
    from lexframe.tui.signs import LEGEND

    say = _speaker(sheet.language)
    yield sheet.opening
    for screen, title in SCREENS.items():
        own = [act for act in acts_on(screen) if act.where != EVERYWHERE]
        yield from _table(say(title), sheet.columns, (_cells(act, sheet, say) for act in own))
    moving = ((_code(sheet.keys.get(key, key)), "", say(words)) for key, words in MOVING)
    shared = (_cells(act, sheet, say) for act in ACTS if act.where == EVERYWHERE)
    yield from _table(say(Message("Everywhere")), sheet.columns, (*shared, *moving))
    heading, *columns = sheet.stances
    yield from _table(heading, columns, ((_code(sign.letter), say(sign.words)) for sign in LEGEND))


def _speaker(language: str) -> Callable[[Message], str]:
    from lexframe.locale.catalogue import catalogue

    words = catalogue(language)

    def say(message: Message) -> str:
        return message.say(words)

    return say


def _cells(act: Act, sheet: Sheet, say: Callable[[Message], str]) -> tuple[str, str, str]:
    names = (_code(key_on_paper(key, sheet.keys)) for key in act.key.split(","))
    return sheet.either.join(names), say(act.label), say(act.help)


def key_on_paper(key: str, names: Mapping[str, str]) -> str:
    """Return a key as the keyboard's own cap says it: ``Ctrl + S``, ``F1``, ``Entrar``."""
    if key.startswith("ctrl+"):
        return f"Ctrl + {key[5:].upper()}"
    return names.get(key, key.upper() if key[:1] == "f" and key[1:].isdigit() else key)


def _table(title: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    heads = tuple(columns)
    yield f"\n## {title}\n\n"
    for cells in (heads, ("---",) * len(heads), *rows):
        escaped = (cell.replace("|", "\\|") for cell in cells)
        yield f"| {' | '.join(escaped)} |\n"


def _code(key: str) -> str:
    return f"`{key}`"


def main(arguments: Iterable[str]) -> int:
    """Write or check the pages; return the exit code."""
    act = [*arguments] or ["check"]
    if act not in (["write"], ["check"]):
        print("usage: keys.py write|check", file=sys.stderr)
        return 2
    stale = []
    for sheet in SHEETS:
        page, text = ROOT / "docs" / sheet.page, text_of(sheet)
        if act == ["write"]:
            page.write_text(text, encoding="utf-8", newline="\n")
        elif not page.exists() or page.read_text(encoding="utf-8") != text:
            stale.append(f"docs/{sheet.page}")
    for each in stale:
        print(f"{each} is stale: run “make docs”", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
