"""Makes small PDF files by hand, so that every kind of page can be read in a test."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

FONTS = ("Helvetica", "Helvetica-Bold", "Times-Italic")
PLAIN, BOLD, ITALIC = range(3)
BLUE, BLACK = "0 0 1 rg", "0 0 0 rg"
TOP, STEP, BLANK = 700.0, 11.5, 23.0


@dataclass(frozen=True)
class Ink:
    x: float
    y: float
    text: str
    font: int = PLAIN
    size: float = 10.0
    colour: str = BLACK

    def __str__(self) -> str:
        raw = self.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        words = raw.decode("latin-1")
        return f"BT {self.colour} /F{self.font} {self.size} Tf 1 0 0 1 {self.x} {self.y} Tm ({words}) Tj ET"


@dataclass(frozen=True)
class Rule:
    x0: float
    y0: float
    x1: float
    y1: float

    def __str__(self) -> str:
        return f"0 g {self.x0} {self.y0} {self.x1 - self.x0} {self.y1 - self.y0} re f"


def paper(
    pages: Sequence[Sequence[Ink | Rule | str]], *, trailer: str = "", extra: Sequence[bytes] = ()
) -> bytes:
    """A PDF 1.4 file: one content stream for each page, three standard fonts."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = []
    for name in FONTS:
        objects.append(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
        )
        fonts.append(len(objects))
    resources = " ".join(f"/F{n} {ref} 0 R" for n, ref in enumerate(fonts))
    kids = []
    for page in pages:
        stream = zlib.compress("\n".join(map(str, page)).encode("latin-1"))
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(stream) + stream + b"\nendstream"
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << {resources} >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    objects.extend(extra)
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in offsets)
    out += (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return bytes(out)


def width(text: str) -> float:
    """A rough width of Helvetica 10, good enough to fill lines."""
    return 5.0 * len(text)


def column(paragraphs: Sequence[str], y: float = TOP) -> list[Ink]:
    """Paragraphs one under another, each on one line, with a blank line between."""
    return [Ink(85.0, y - n * BLANK, text) for n, text in enumerate(paragraphs)]
