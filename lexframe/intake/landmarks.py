"""The sentences by which the parts of a published law are known: transitorios, decrees, signatures."""

from __future__ import annotations

import re

# Old prints space the letters of the word: T R A N S I T O R I O S.
_TRANSITORIOS = re.compile(r"(?i)(?:art[íi]culos? )?t ?r ?a ?n ?s ?i ?t ?o ?r ?i ?o ?s?[.:]?\Z")
_DECREES = re.compile(r"(?i)(?:art[íi]culos? )?transitorios? de(?:l| los)? decretos?\b.{0,60}\Z")
_DECREE_TITLE = re.compile(
    r"(?:DECRETO|ACUERDO|LEY|AVISO|RESOLUCI[ÓO]N|SENTENCIA|DECLARATORIA|FE DE ERRATAS|ACLARACI[ÓO]N)\b"
)
_PUBLISHED = re.compile(r"P(?:ublicad|UBLICAD)[oaOA]s? (?i:en el diario oficial de la federaci[óo]n)")
_SIGNED_AT = re.compile(r"(?:México|Ciudad de México|Salón|Palacio|Sala |Dad[oa] en|Residencia)\b")
_SIGNED_BY = re.compile(r"Rúbricas?\b|President[ea]\b|Secretari[oa]\b")
_CLOSING_SENTENCE = ("En cumplimiento de lo dispuesto por", "En testimonio de lo")
_ENOUGH = 400


def opens_transitorios(text: str) -> bool:
    """Tell whether a heading opens transitorios."""
    return _TRANSITORIOS.match(text) is not None


def opens_decrees(text: str) -> bool:
    """Tell whether a heading opens the transitorios of the reform decrees."""
    return _DECREES.match(text) is not None


def titles_decree(text: str) -> bool:
    """Tell whether a paragraph begins as the title of a decree does."""
    return _DECREE_TITLE.match(text) is not None


def says_published(text: str) -> bool:
    """Tell whether a line says when the Diario Oficial printed a decree."""
    return _PUBLISHED.match(text) is not None


def closes(text: str) -> bool:
    """Tell whether a paragraph is the place, date and signatures under a law or decree."""
    if text.startswith(_CLOSING_SENTENCE):
        return True
    return _SIGNED_AT.match(text) is not None and _SIGNED_BY.search(text[:_ENOUGH]) is not None
