"""A real law and its real reform by keyboard alone, in a real terminal: from the gazette's PDF to the decree.

Twenty-one of the twenty-five institutes, and two of the three rivals, record through the command line in
between, which the terminal then reads again: every kind of act is done at the keyboard at least once.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pty_terminal import PROGRAM, PtyTerminal, seated

from tests.cli.conftest import spoken
from tests.conftest import ROOT

LAW, REFORM = "ley-issste-dof-2024-06-07.pdf", "ley-issste-dof-2026-01-15.pdf"
INSTITUTES = ROOT / "lexframe" / "example" / "institutes.toml"
ARTICLES = ("10", "29", "39", "208")
SUPPORT = 'stance = "support"'
OBJECT = 'stance = "object"\nreasons = "Falta el impacto presupuestal."\nlifted_if = "Que se anexe."'
RESERVE = (
    'stance = "support_with_reservation"\nreservations = [{ kind = "budget", text = "Costo por estimar.", '
    'lifted_if = "Que se estime.", unit = "articulo-208/fraccion-II" }]'
)
ADOPT = "¿Aprobar, con todo lo que se sigue?"

pytestmark = pytest.mark.pty


@dataclass
class Seat:
    """Somebody before the terminal, and a shell beside it for what is recorded meanwhile."""

    terminal: PtyTerminal
    folder: Path
    papers: Path
    codes: dict[str, str] = field(default_factory=dict)
    institutes: list[str] = field(default_factory=list)

    def shell(self, *words: str) -> str:
        done = spoken("-C", self.folder, *words)
        assert done.code == 0, f"{words}\n{done.out}\n{done.err}"
        return done.out

    def read(self, *words: str) -> Any:
        return json.loads(self.shell(*words, "--json"))

    def says(self, body: str, stances: dict[str, str]) -> None:
        """Record one institute's positions through the command line."""
        rows = (f'[[position]]\namendment = "{self.codes[at]}"\n{said}\n' for at, said in stances.items())
        file = self.papers / f"{body}.toml"
        file.write_text("".join(rows), "utf-8")
        self.shell("--as", body, "position", "set", "--file", str(file))

    def be(self, body: str) -> None:
        """Act for another body."""
        self.terminal.get("B", "¿Por quién se actúa?")
        self.terminal.type(body)
        self.terminal.press("enter")
        self.terminal.until(f" {body} · sin firma")

    def amendment(self, article: str) -> None:
        """Go to one of the amendments by searching its code."""
        self.terminal.get("ctrl+f", "Buscar en artículos")
        self.terminal.type(self.codes[article])
        self.terminal.until(f"enmienda {self.codes[article]}")
        self.terminal.press("enter")
        self.terminal.until("Buscar en artículos", gone=True)
        self.terminal.until(f"{self.codes[article]} · ")

    def favour(self, article: str) -> None:
        self.amendment(article)
        self.terminal.press("f")
        self.terminal.accept("¿Registrar esta posición?", f"sobre {self.codes[article]}: a favor")


@pytest.fixture
def seat(data_dir: Path, tmp_path: Path) -> Iterator[Seat]:
    for name in (LAW, REFORM):
        if not (data_dir / "mx" / name).exists():
            pytest.skip(f"{name} absent")
    folder, papers = tmp_path / "espacio", tmp_path / "papeles"
    papers.mkdir()
    subprocess.run([PROGRAM, "init", folder, "--institutes", INSTITUTES], check=True)
    with seated(folder) as terminal:
        yield Seat(terminal, folder, papers)


def test_the_whole_job_by_keyboard(seat: Seat, data_dir: Path) -> None:
    bring_the_law_in(seat, data_dir / "mx" / LAW)
    turn_the_reform_into_amendments(seat, data_dir / "mx" / REFORM)
    take_positions(seat)
    what_is_blocked_is_refused(seat)
    a_revision_asks_for_confirmation(seat)
    rivals_come(seat)
    objections_are_lifted(seat)
    the_four_are_adopted(seat)
    documents_go_out(seat)
    anybody_recounts(seat)


def bring_the_law_in(seat: Seat, law: Path) -> None:
    terminal = seat.terminal
    terminal.until("Aquí todavía no hay ningún texto.")
    terminal.until("Participan 25 institutos")
    terminal.get("I", "¿Qué texto se vuelve un marco?")
    terminal.instead("espacio/", str(law))
    terminal.get("enter", "Su nombre corto")
    terminal.instead("  ley-issste-dof  ", "issste")
    terminal.get("enter", "¿Abrir este marco?")
    terminal.until("259 artículos")
    terminal.accept("¿Abrir este marco?")
    terminal.until("La presente Ley es de orden público")


def turn_the_reform_into_amendments(seat: Seat, reform: Path) -> None:
    terminal = seat.terminal
    seat.be("ISSTEG")
    terminal.get("R", "¿Qué texto regresó?")
    terminal.instead("espacio/", str(reform))
    terminal.get("enter", "Difieren 4 artículos")
    terminal.get("ctrl+s", "¿Registrar estas enmiendas?")
    for unit in ("10, tercer párrafo", "29, tercer párrafo", "39, segundo párrafo", "208, fracción II"):
        terminal.until(f"artículo {unit}: se ")
    terminal.accept("¿Registrar estas enmiendas?", ": propuesta.")
    for each in seat.read("amendment", "list")["amendments"]:
        seat.codes[each["operations"][0]["article"].removeprefix("articulo-")] = each["code"]
    assert set(seat.codes) == set(ARTICLES)
    listed = seat.read("institute", "list")["institutes"]
    seat.institutes = [each["id"] for each in listed if each["status"] == "active"]
    assert len(seat.institutes) == 25


def take_positions(seat: Seat) -> None:
    """Three stay silent; of the others four speak at the keyboard, the rest through the command line."""
    objecting, reserving = seat.institutes[3:5], seat.institutes[5:8]
    object_by_keyboard(seat, objecting[0])
    reserve_by_keyboard(seat, reserving[0])
    for body in seat.institutes[8:10]:
        seat.be(body)
        seat.favour("29")
        seat.favour("39")
    for body in seat.institutes[3:]:
        said = dict.fromkeys(ARTICLES, SUPPORT)
        said["10"] = OBJECT if body in objecting else SUPPORT
        said["208"] = RESERVE if body in reserving else SUPPORT
        if body == objecting[0]:
            del said["10"]
        if body == reserving[0]:
            del said["208"]
        if body in seat.institutes[8:10]:
            del said["29"], said["39"]
        seat.says(body, said)
    seat.terminal.press("f5")
    seat.be("ST")
    seat.amendment("29")
    seat.terminal.until("Se han pronunciado 22")
    seat.terminal.until(" ·  3")


def object_by_keyboard(seat: Seat, body: str) -> None:
    terminal = seat.terminal
    seat.be(body)
    seat.amendment("10")
    terminal.get("o", "¿Por qué objeta el instituto?")
    terminal.type("Falta el impacto presupuestal.")
    terminal.press("tab")
    terminal.type("Que se anexe el dictamen.")
    terminal.get("ctrl+s", "¿Registrar esta posición?")
    terminal.accept("¿Registrar esta posición?", "en contra.")


def reserve_by_keyboard(seat: Seat, body: str) -> None:
    terminal = seat.terminal
    seat.be(body)
    seat.amendment("208")
    terminal.get("r", "¿Qué se reserva?")
    terminal.press("tab", "tab")
    terminal.type("Costo por estimar.")
    terminal.press("tab")
    terminal.type("Que se estime el costo.")
    terminal.get("ctrl+s", "¿Registrar esta posición?")
    terminal.accept("¿Registrar esta posición?", "a favor con reserva")


def what_is_blocked_is_refused(seat: Seat) -> None:
    terminal = seat.terminal
    terminal.get("4", "Esta casilla")
    terminal.until("por cercanía")
    terminal.press("home", "x", "x", "x", "x")
    terminal.until("4 marcadas")
    terminal.get("P", "No pueden aprobarse a la vez")
    terminal.until("Deben levantarse las objeciones de " + ", ".join(seat.institutes[3:5]))
    terminal.close_window("No pueden aprobarse a la vez")
    terminal.press("X")
    terminal.until("4 marcadas", gone=True)
    assert all(each["stage"] != "adopted" for each in seat.read("amendment", "list")["amendments"])


def a_revision_asks_for_confirmation(seat: Seat) -> None:
    """The proposer changes a word, and everybody's position waits; takes it back, and they stand."""
    terminal = seat.terminal
    seat.be("ISSTEG")
    seat.amendment("39")
    terminal.get("ctrl+e", "Al escribir")
    terminal.type("Siempre ")
    terminal.get("f4", "¿Presentar esta enmienda?")
    terminal.accept("¿Presentar esta enmienda?")
    terminal.until("22 posiciones se dieron")
    terminal.get("ctrl+e", "Al escribir")
    terminal.until("Siempre ")
    terminal.press("home", *["delete"] * len("Siempre "))
    terminal.until("Siempre ", gone=True)
    terminal.get("f4", "¿Presentar esta enmienda?")
    terminal.accept("¿Presentar esta enmienda?")
    terminal.until("22 posiciones se dieron", gone=True)


def rivals_come(seat: Seat) -> None:
    terminal = seat.terminal
    seat.be("ISSTEBC")
    terminal.get("1", "Índice")
    terminal.get("g", "Ir a un artículo")
    terminal.type("39")
    terminal.press("enter")
    terminal.until("Ir a un artículo", gone=True)
    terminal.get("e", "Al escribir")
    terminal.type("Sin excepción, ")
    terminal.press("shift+tab")
    terminal.type("Sin excepciones")
    terminal.get("f4", "¿Presentar esta enmienda?")
    terminal.accept("¿Presentar esta enmienda?", "propuesta. Sin excepciones")
    article = seat.read("article", "show", "39")["text"]
    others = {
        "ISSTECAM": f"{article.rstrip()}\n\nEl Instituto informará cada año de estas prestaciones.\n",
        "ISSTEMOR": article.replace("dos reposos", "tres reposos"),
    }
    for body, text in others.items():
        assert text != article
        file = seat.papers / f"rival-{body}.md"
        file.write_text(text, "utf-8")
        words = ("--article", "39", "--text", str(file), "--title", "Rival")
        seat.shell("--as", body, "amendment", "new", *words)
    for each in seat.read("amendment", "list")["amendments"]:
        if each["code"] not in seat.codes.values():
            seat.codes[each["code"].rpartition("-")[0]] = each["code"]
    assert set(seat.codes) == {*ARTICLES, "ISSTEBC", *others}


def objections_are_lifted(seat: Seat) -> None:
    """One lifts it at the keyboard; the other, and those who had been silent, through the command line."""
    seat.says(seat.institutes[4], {"10": SUPPORT})
    for body in seat.institutes[:3]:
        seat.says(body, dict.fromkeys(ARTICLES, SUPPORT))
    seat.terminal.press("f5")
    seat.be(seat.institutes[3])
    seat.favour("10")


def the_four_are_adopted(seat: Seat) -> None:
    terminal = seat.terminal
    seat.be("ST")
    terminal.get("4", "Esta casilla")
    terminal.get("X", "4 marcadas")
    terminal.get("P", ADOPT)
    for article in ARTICLES:
        terminal.until(f"{seat.codes[article]} se aprueba")
    terminal.until(f"{seat.codes['ISSTEBC']} se traslada al nuevo texto")
    terminal.until(f"{seat.codes['ISSTEMOR']} se traslada al nuevo texto")
    terminal.until(f"{seat.codes['ISSTECAM']} queda desfasada")
    terminal.accept(ADOPT, "se aprueba: ")
    stages = {each["code"]: each["stage"] for each in seat.read("amendment", "list")["amendments"]}
    assert [stages[seat.codes[article]] for article in ARTICLES] == ["adopted"] * 4
    terminal.get("1", "Índice")
    terminal.get("h", "Historia de articulo-39")
    terminal.until("ST aprobada")
    terminal.close_window("Historia de articulo-39")


def documents_go_out(seat: Seat) -> None:
    decree = write(seat, "decreto markdown", seat.papers / "decreto.md")
    words = " ".join(decree.replace("**", "").split())
    assert "10, tercer párrafo; 29, tercer párrafo y 208, fracción II" in words
    assert "adiciona un segundo párrafo al artículo 39" in words
    table = write(seat, "cuadro comparativo html", seat.papers / "cuadro.html")
    assert "igualdad y sin discriminación" in table


def write(seat: Seat, words: str, path: Path) -> str:
    """Write a document at the keyboard; the digest on the screen is the file's."""
    terminal = seat.terminal
    terminal.get("E", "¿Qué documento?")
    terminal.type(words)
    terminal.get("enter", "En qué archivo")
    terminal.type(str(path))
    terminal.get("enter", "Documento escrito")
    terminal.until(hashlib.sha256(path.read_bytes()).hexdigest())
    terminal.close_window("Documento escrito")
    return path.read_text("utf-8")


def anybody_recounts(seat: Seat) -> None:
    terminal = seat.terminal
    terminal.get("V", "todos concuerdan")
    terminal.close_window("todos concuerdan")
    assert terminal.leave() == 0
    seat.shell("verify")
