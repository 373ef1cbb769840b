"""Records made from plain words: a blob id that is its own text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lexframe.index.entry import ARTICLE, COMMENT, Entry
from lexframe.index.index import Records


def records(files: Mapping[str, str], revision: str = "", asked: list[str] | None = None) -> Records:
    """Let each file be an article whose body is its blob id; ``asked`` collects what is read."""

    def read(paths: Sequence[str]) -> Iterator[tuple[str, Sequence[Entry]]]:
        for path in paths:
            if asked is not None:
                asked.append(path)
            yield path, entries(path, files[path])

    return Records(revision or repr(sorted(files.items())), files, read)


def entries(path: str, text: str) -> tuple[Entry, ...]:
    """Return an article, and a comment on it if the text has a second line."""
    first, _, second = text.partition("\n")
    name = path.removesuffix(".md")
    article = Entry(ARTICLE, "marco", name, first, f"Artículo {name}", article=name)
    return (article, Entry(COMMENT, "marco", name, second, body="INA")) if second else (article,)
