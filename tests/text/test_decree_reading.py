"""Operative sentences read back: those of the gazette, and every one written here."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lexframe.core.address import Address
from lexframe.core.errors import Refused
from lexframe.text.comparison import compare
from lexframe.text.decree import ArticleChange, decree
from lexframe.text.decree_reading import disagreement, read_decree
from lexframe.text.decree_sentence import sentence
from lexframe.text.decree_text import decree_text
from lexframe.text.ordinals import ALPHABET, roman
from lexframe.text.units import is_repealed, parse_units


def said(words: str) -> list[str]:
    reading = read_decree(words)
    assert reading.unread == ()
    return [f"{s.verb} {s.address}{' last' if s.last else ''}".replace("articulo-", "") for s in reading.said]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Se reforma el artículo 25 de la Ley del Seguro.", ["reform 25"]),
        ("Se adiciona un artículo 31 Bis a la Ley del Seguro, para quedar como sigue:", ["add 31-bis"]),
        (
            "Se reforma la fracción II, y se adiciona una fracción III, recorriéndose la actual en su orden, "
            "al artículo 39 de la Ley del Seguro, para quedar como sigue:",
            ["reform 39/fraccion-II", "add 39/fraccion-III"],
        ),
        (
            "Se reforman los artículos 6, fracciones XII, inciso a), XXVIII y XXIX; 39, párrafo primero; "
            "40 párrafo primero; 131, fracciones I, II, párrafo primero y III; 136; y se adicionan los "
            "artículos 6, con una fracción XXX; y un último párrafo, y 129, con un segundo párrafo, "
            "recorriéndose los párrafos subsecuentes, de la Ley del Seguro",
            [
                *["reform 6/fraccion-XII/inciso-a", "reform 6/fraccion-XXVIII", "reform 6/fraccion-XXIX"],
                *["reform 39/parrafo-1", "reform 40/parrafo-1", "reform 131/fraccion-I"],
                *["reform 131/fraccion-II/parrafo-1", "reform 131/fraccion-III", "reform 136"],
                *["add 6/fraccion-XXX", "add 6 last", "add 129/parrafo-2"],
            ],
        ),
        (
            "Se deroga el numeral 2, del inciso d), de la fracción XII, del artículo 6 de la Ley del Seguro",
            ["repeal 6/fraccion-XII/inciso-d/numeral-2"],
        ),
        ("Se adiciona el inciso e) a la fracción III del artículo 4", ["add 4/fraccion-III/inciso-e"]),
        (
            "se adicionan a los artículos 169, fracción I, un inciso d); y 178, un párrafo segundo",
            ["add 169/fraccion-I/inciso-d", "add 178/parrafo-2"],
        ),
        (
            "Se reforman y adicionan las fracciones II, con un segundo párrafo, y IV del artículo 41",
            ["reform 41/fraccion-II", "add 41/fraccion-II/parrafo-2", "reform 41/fraccion-IV"],
        ),
        (
            "Se adicionan un segundo y tercer párrafos al artículo 9, y el artículo transitorio OCTAVO",
            ["add 9/parrafo-2", "add 9/parrafo-3", "add transitorio-8"],
        ),
    ],
)
def test_sentences_as_gazettes_write_them(words: str, expected: list[str]) -> None:
    assert said(words) == expected


def test_divisions_are_kept_in_their_words() -> None:
    words = (
        "Se adicionan la Sección VII Bis “De los créditos de la Ley” al Capítulo VI del Título Segundo, que "
    )
    reading = read_decree(words + "comprende el artículo 102 Bis, y el 103 Bis, de la Ley del Seguro")
    assert reading.divisions == (
        "la Sección VII Bis “De los créditos de la Ley” al Capítulo VI del Título Segundo",
    )
    assert [str(s.address) for s in reading.said] == ["articulo-102-bis", "articulo-103-bis"]


def test_what_is_not_understood_is_returned() -> None:
    assert read_decree("Se reforma el artículo 4 bajo protesta, fracción II").unread == ("bajo", "protesta")
    assert read_decree("La ley se publicará").unread == ("La ley se publicará",)
    assert read_decree("Se reforma la fracción II").unread == ("fraccion-II",)
    assert read_decree("").unread == ()


def test_a_sentence_is_held_against_the_texts() -> None:
    words = decree([ArticleChange("articulo-4", "4", "Uno.\n\nDos.\n", "Uno más.\n\nDos.\n\nTres.\n")])
    right = read_decree("Se reforma el primer párrafo y se adiciona un último párrafo al artículo 4")
    assert not disagreement(right, words)
    wrong = disagreement(read_decree("Se reforman los párrafos primero y segundo del artículo 4"), words)
    assert [f"{s.verb} {s.address}" for s in wrong.unsaid] == ["add articulo-4/parrafo-3"]
    assert [f"{s.verb} {s.address}" for s in wrong.untrue] == ["reform articulo-4/parrafo-2"]


WORDS = [
    "El pago se hará cada mes",
    "La cuota del fondo, y",
    "Los demás que fije la junta",
    "Se deroga.",
    "Una sede",
]


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """Draw a body with fracciones, incisos and paragraphs, no two blocks quite alike."""
    count = 0

    def words() -> str:
        nonlocal count
        count += 1
        text = draw(st.sampled_from(WORDS))
        return (
            text if text == "Se deroga." else f"{text} {draw(st.sampled_from('abcdefgh'))}{count}{count * 7}"
        )

    blocks = [words()]
    for fraction in range(1, draw(st.integers(0, 4)) + 1):
        blocks.append(f"{roman(fraction)}. {words()}")
        blocks += [f"   {ALPHABET[n]}) {words()}" for n in range(draw(st.integers(0, 3)))]
        blocks += [f"   {words()}"] * draw(st.integers(0, 1))
    blocks += [words() for _ in range(draw(st.integers(0, 3)))]
    return "\n\n".join(blocks) + "\n"


@st.composite
def amended(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a body, and the same with some blocks reworded, repealed, added at the end or taken away."""
    body = draw(bodies())
    blocks = body.rstrip("\n").split("\n\n")
    new: list[str] = []
    for block in blocks:
        act = draw(st.sampled_from(["keep", "keep", "keep", "reword", "repeal", "drop", "paragraph"]))
        label = re.match(r" *(?:[IVX]+\.|[a-z]\))? *", block)
        head = label[0] if label else ""
        if act == "reword":
            block += " con otro fin"
        if act == "repeal":
            block = f"{head}Se deroga."
        if act != "drop":
            new.append(block)
        if act == "paragraph":
            new.append("Párrafo nuevo que nadie esperaba")
    return body, "\n\n".join(new) + "\n"


@given(st.lists(amended(), min_size=1, max_size=3))
@settings(max_examples=300)
def test_every_sentence_written_here_is_read_back(texts: list[tuple[str, str]]) -> None:
    changes = [
        ArticleChange(f"articulo-{n}", str(n), old, new) for n, (old, new) in enumerate(texts, start=8)
    ]
    try:
        words = decree(changes)
    except Refused:
        assume(False)
    reading = read_decree(sentence(words, "Ley de Ahorro"))
    assert reading.unread == ()
    assert not disagreement(reading, words), sentence(words)


@given(st.text(max_size=100))
def test_any_sentence_is_read(words: str) -> None:
    assert isinstance(read_decree("Se reforma " + words).said, tuple)


@pytest.mark.parametrize(
    "tail",
    ["fracción " * 2_200, "y " * 10_000, "1, " * 7_000, "“" * 20_000, "Título " * 2_900, "del " * 5_000],
)
def test_hostile_sentences_are_read_in_good_time(tail: str) -> None:
    start = time.process_time()
    read_decree("Se reforma " + tail)
    assert time.process_time() - start < 3


def test_every_decree_sentence_of_the_official_law(data_dir: Path) -> None:
    path = data_dir / "mx" / "ley-issste-dof-2026-01-15.pdf"
    tool = shutil.which("pdftotext")
    if not path.exists() or tool is None:
        pytest.skip(f"{path.name if tool else 'pdftotext'} absent")
    text = subprocess.run([tool, "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
    decrees = " ".join(text[text.index("ARTÍCULOS TRANSITORIOS DE DECRETOS") :].split())
    sentences = re.findall(
        r"(?:\.-|\.) (Se (?:reforma|adiciona|deroga)[^.]{0,900}?quedar como sigue:)", decrees
    )
    readings = [read_decree(words) for words in sentences]
    assert len(readings) == 25
    assert [reading.unread for reading in readings if reading.unread] == []
    assert sum(len(reading.said) for reading in readings) == 111


@given(amended())
@settings(max_examples=200)
def test_what_a_decree_leaves_out_is_what_stays(texts: tuple[str, str]) -> None:
    change = ArticleChange("articulo-8", "8", *texts)
    try:
        words = decree([change])
    except Refused:
        assume(False)
    if change.new is None or is_repealed(change.new):
        return
    kinds = {c.new: c for c in compare("articulo-8", *texts) if c.new is not None}
    units = [unit.address for unit in parse_units("articulo-8", texts[1])]
    lines = decree_text(words)
    if lines[0].address == Address("articulo-8"):
        lines = lines[1:]
    places = [units.index(line.address) for line in lines if line.address is not None]
    assert places[0] == 0
    for line, start, end in zip(lines, places, [*places[1:], len(units)], strict=True):
        covered = [kinds[address] for address in units[start:end]]
        if line.elided:
            assert all(not c.reworded and c.kind in ("unchanged", "renumbered") for c in covered)
        else:
            assert [c.new_text for c in covered] == [line.text]
