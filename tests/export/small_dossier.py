"""One small framework with every kind of unit, and every kind of change to it; all of it invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

from lexframe.core.amendment import Amendment, Operation
from lexframe.core.article import TRANSITORIO, Article, Framework, FrameworkText, Heading, Note
from lexframe.core.message import Message
from lexframe.core.position import Reservation, Stance
from lexframe.core.rule import Criterion, Rule
from lexframe.core.stage import Stage
from lexframe.export.dossier import Case, Dossier, Imprint, Paper, Spoken

IMPRINT = Imprint(
    "Marcos de prueba",
    "marco",
    "0123456789abcdef0123456789abcdef01234567",
    dt.date(2026, 11, 20),
    "Secretaría de prueba",
    "es",
    "Ejemplo ficticio: nada de esto es verdadero.",
    "fedcba9876543210" * 4,
)

FRACCIONES = """Los institutos elaborarán cada tres años una valuación actuarial, que contendrá:

I. Los datos utilizados;

II. Las hipótesis adoptadas:

   a) Demográficas; y

   b) Financieras; y

III. Los resultados obtenidos.

La valuación se publicará dentro de los seis meses siguientes.
"""
NOTE = Note("fraccion-II", "Fracción reformada DOF 02-03-2026")
RECAST = """Los institutos elaborarán cada dos años una valuación actuarial, que contendrá:

I. Los datos utilizados;

II. La fuente de cada dato y la fecha en que se obtuvo;

III. Las hipótesis adoptadas:

   a) Demográficas; y

   b) Económicas y financieras; y

IV. Los resultados obtenidos.

La valuación se publicará dentro de los seis meses siguientes.
"""
TABLE = """Las aportaciones serán:

| Seguro | Por ciento |
| --- | --- |
| Salud | 7.375 |
| Retiro \\| vejez | 2.000 |

> Esta línea comienza como una cita y es texto.

# Y esta como un encabezado.
"""


def _articles() -> tuple[Article, ...]:
    return (
        Article("articulo-1", "1", "El presente Marco coordina a los institutos de los estados.\n", "Objeto"),
        Article("articulo-2", "2", FRACCIONES, notes=(NOTE,)),
        Article("articulo-3", "3", TABLE, notes=(Note("", "Artículo adicionado DOF 02-03-2026"),)),
        Article("articulo-4", "4", "Las reservas se invertirán con prudencia.\n"),
        Article("transitorio-1", "Primero", "Entrará en vigor al día siguiente.\n", kind=TRANSITORIO),
    )


def before() -> FrameworkText:
    """The text in force."""
    outline = (
        Heading("titulo-primero", "titulo", "Primero", "Disposiciones generales", 2),
        "articulo-1",
        Heading("titulo-primero-capitulo-i", "capitulo", "I", "Valuación", 3),
        *("articulo-2", "articulo-3", "articulo-4"),
        Heading("transitorios", "transitorios", "", "", 1, closing="Campeche, a 2 de marzo de 2026.\n"),
        "transitorio-1",
    )
    frame = Framework("marco", "Marco de prueba", "Considerando que conviene probar.\n", outline)
    return FrameworkText(frame, {article.id: article for article in _articles()})


def after() -> FrameworkText:
    """The text with a fracción put in, words changed, an article repealed and one added."""
    text = before()
    articles = dict(text.articles)
    articles["articulo-2"] = replace(articles["articulo-2"], body=RECAST)
    articles["articulo-4"] = replace(articles["articulo-4"], body="Se deroga.\n")
    articles["articulo-4-bis"] = Article("articulo-4-bis", "4 Bis", "Cada instituto publicará su política.\n")
    outline = list(text.frame.outline)
    outline.insert(outline.index("articulo-4") + 1, "articulo-4-bis")
    frame = replace(text.frame, outline=tuple(outline))
    return FrameworkText(frame, {name: articles[name] for name in frame.article_ids})


def papers() -> tuple[Paper, ...]:
    """The amendments that make the one text of the other."""
    first = Amendment(
        "INA-K7M2", "marco", "Valuación cada dos años", (Operation("reform", "articulo-2", RECAST),)
    )
    added = Operation("add", "articulo-4-bis", "Cada instituto publicará su política.\n")
    second = Amendment(
        "INB-00ZZ", "marco", "Política pública", (Operation("repeal", "articulo-4", ""), added)
    )
    return Paper(first, 1, "Instituto A"), Paper(second, 0, "Instituto B")


def whole() -> Dossier:
    """A dossier of the text in force."""
    return Dossier(IMPRINT, before())


def change() -> Dossier:
    """A dossier of both texts."""
    return Dossier(IMPRINT, after(), before(), papers())


def standing() -> Dossier:
    """A dossier of two cases: one decided, one that waits."""
    first, second = papers()
    rule = Rule("consenso", (Criterion(Fraction(1, 2), more_than=True),), blocking=frozenset({Stance.OBJECT}))
    reserved = Reservation("budget", "Falta el costo.", "Que se estime.", "articulo-2/fraccion-II")
    spoken = (
        Spoken("INA", "favour", Stance.SUPPORT),
        Spoken("INB", "reserved", Stance.SUPPORT_WITH_RESERVATION, reservations=(reserved,)),
        Spoken("INC", "object", Stance.OBJECT, "=cmd|' /C calc'!A1", "Que se corrija."),
        Spoken("IND", "missing"),
    )
    figures = {"favour": ("INA", "INB"), "reserved": ("INB",), "object": ("INC",), "missing": ("IND",)}
    counted = (Message("blocked"), rule, figures)
    open_case = Case(first, Stage.IN_ROUND, "blocked", *counted, spoken, 3, 4, IMPRINT.commit, "R1")
    decided = Case(second, Stage.REJECTED, "blocked", *counted, spoken[2:], 3, 4, "abc123" * 6)
    cases = (
        replace(
            open_case,
            needs=Message(
                "The objection of {who} must be lifted.",
                "The objections of {who} must be lifted.",
                n=1,
                who="INC",
            ),
        ),
        replace(decided, recorded=True, override="Se reunió de urgencia."),
    )
    return Dossier(IMPRINT, before(), cases=cases, names={f"IN{c}": f"Instituto {c}" for c in "ABCD"})
