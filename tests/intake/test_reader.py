"""Every kind of file is read, or refused with its place and a next step."""

from __future__ import annotations

import subprocess
import sys

import pytest
from paper import BLANK, BLUE, BOLD, ITALIC, STEP, Ink, Rule, column, paper

from lexframe.core.errors import Failed, LexframeError, Refused, Unreadable
from lexframe.intake import pdf, reader
from lexframe.intake.reader import read

MARKDOWN = "# Ley de prueba\n\n##### Artículo 1.\n\nTexto.\n"


def refusal(name: str, data: bytes, kind: type[LexframeError]) -> LexframeError:
    with pytest.raises(kind) as caught:
        read(name, data)
    assert caught.value.remedy.text
    assert name in str(caught.value.what)
    return caught.value


def test_content_decides_before_the_name() -> None:
    law = paper([column(["Artículo 1. Esta ley es de orden público.", "Artículo 2. Otra cosa."])])
    assert [a.number for a in read("ley.md", law).articles] == ["1", "2"]


def test_endings_decide_between_texts() -> None:
    assert read("ley.md", MARKDOWN.encode()).title == "Ley de prueba"
    assert read("ley", MARKDOWN.encode()).title == "Ley de prueba"
    assert read("ley.txt", "Ley de prueba\n\nArtículo 1. Texto.\n".encode()).title == "Ley de prueba"


def test_the_source_is_named_and_hashed() -> None:
    source = read("ley.md", MARKDOWN.encode()).source
    assert (source.name, len(source.sha256), source.pages) == ("ley.md", 64, 0)


def test_empty_file() -> None:
    assert "is empty" in str(refusal("vacio.txt", b"", Unreadable).what)


def test_not_utf8_names_the_byte() -> None:
    error = refusal("latin.txt", "Artículo 1. Señalar".encode("latin-1"), Unreadable)
    assert str(error.what) == "latin.txt is not UTF-8 at byte 3."
    assert error.place == "latin.txt:3"


def test_the_byte_is_counted_from_the_start_of_the_file_even_after_a_mark() -> None:
    assert refusal("marca.txt", b"\xef\xbb\xbfab\xff", Unreadable).place == "marca.txt:5"


def test_a_byte_order_mark_is_no_text() -> None:
    assert read("ley.md", b"\xef\xbb\xbf" + MARKDOWN.encode()).title == "Ley de prueba"


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-be"])
def test_utf16_and_zero_bytes(coding: str) -> None:
    refusal("ancho.txt", MARKDOWN.encode(coding), Unreadable)


def test_a_zero_byte_is_named() -> None:
    assert refusal("cero.txt", b"Art\x00culo 1.", Unreadable).place == "cero.txt:3"


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_word_files_are_refused_with_what_to_do(start: bytes) -> None:
    assert "PDF" in str(refusal("ley.docx", start + b"\x00" * 50, Refused).remedy)


def test_size_caps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "SIZE_CAP", 1024 * 1024)
    refusal("grande.pdf", b"%PDF-" + b" " * (1024 * 1024), Refused)
    monkeypatch.setattr(reader, "TEXT_CAP", 10)
    refusal("grande.txt", b"a" * 11, Refused)


def test_a_text_that_is_no_law() -> None:
    error = refusal("carta.txt", b"Estimada colega:\n\nLe escribo por lo acordado.\n", Unreadable)
    assert "No articles" in str(error.what)


def test_a_pdf_that_is_no_law() -> None:
    refusal("carta.pdf", paper([column(["Estimada colega:", "Le escribo por lo acordado."])]), Unreadable)


def test_a_scanned_pdf_asks_for_text_recognition() -> None:
    image = "q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    error = refusal("escaneo.pdf", paper([[image], [image]]), Unreadable)
    assert "OCR" in str(error.remedy)


def test_a_truncated_pdf() -> None:
    whole = paper([column(["Artículo 1. Texto."])])
    error = refusal("corto.pdf", whole[:200], Unreadable)
    assert "cut short" in str(error.what)


def test_a_locked_pdf() -> None:
    lock = (
        b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <"
        + b"41" * 32
        + b"> /U <"
        + b"42" * 32
        + b"> >>"
    )
    data = paper(
        [column(["Artículo 1. Texto."])],
        trailer="/Encrypt 8 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]",
        extra=[lock],
    )
    assert b"8 0 obj\n<< /Filter /Standard" in data
    assert "password" in str(refusal("cerrado.pdf", data, Refused).what)


def test_a_pdf_of_five_thousand_pages_is_refused_before_it_is_read() -> None:
    page = column(["Artículo 1. Texto."])
    error = refusal("enorme.pdf", paper([page] * 5000), Refused)
    assert "5000 pages" in str(error.what)
    assert str(pdf.PAGE_CAP) in str(error.what)


def test_a_page_with_more_text_than_any_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_PAGE_CHARACTER_CAP", 20)
    assert refusal("denso.pdf", paper([column(["Artículo 1. Texto largo de más."])]), Refused).place == "p. 1"


def test_two_articles_of_one_number_are_both_kept_and_both_named() -> None:
    intake = read("ley.txt", "Ley\n\nArtículo 1. Uno.\n\nArtículo 1. Otro.\n".encode())
    assert [(a.id, a.body) for a in intake.articles] == [
        ("articulo-1", "Uno.\n"),
        ("articulo-1-2", "Otro.\n"),
    ]
    assert [str(d.what) for d in intake.report.doubts] == [
        "“Artículo 1.” stands twice, the first time on line 3; the second was read as articulo-1-2."
    ]
    assert intake.report.doubts[0].place.line == 5


def test_numbers_out_of_order_are_a_doubt() -> None:
    intake = read("ley.txt", "Ley\n\nArtículo 2. Uno.\n\nArtículo 1. Otro.\n".encode())
    assert [str(d.what) for d in intake.report.doubts] == ["“Artículo 1.” comes after “Artículo 2.”."]


def test_hidden_characters_are_a_doubt_with_their_codes() -> None:
    intake = read("ley.txt", "Ley\n\nArtículo 1. Uno\u202e dos\u200b.\n".encode())
    assert "hidden or unreadable characters here: U+200B, U+202E" in str(intake.report.doubts[0].what)
    assert intake.report.doubts[0].address == "articulo-1"


def test_a_printed_page_with_notes_table_and_furniture() -> None:
    def page(number: int, body: list[Ink | Rule]) -> list[Ink | Rule]:
        head, foot = Ink(150, 741, "LEY DE PRUEBA", BOLD, 8), Ink(290, 37, f"{number} de 2")
        return [head, foot, *body]

    first = [
        Ink(260, 690, "LEY DE PRUEBA", BOLD, 11.0),
        Ink(85, 667, "Artículo 1. El Instituto pagará las cuotas que siguen"),
        Ink(71, 667 - STEP, "conforme a la tabla:"),
        Rule(100, 620, 300, 620.5),
        Rule(100, 600, 300, 600.5),
        Rule(100, 580, 300, 580.5),
        *[Rule(x, 580, x + 0.5, 620) for x in (100, 200, 300)],
        Ink(110, 607, "Año"),
        Ink(210, 607, "Cuota"),
        Ink(110, 587, "2008"),
        Ink(210, 587, "4.025%"),
        Ink(400, 560, "Artículo reformado DOF 24-03-2023", ITALIC, 8, BLUE),
    ]
    second: list[Ink | Rule] = [Ink(85, 690, "Artículo 2. Fin."), Ink(85, 690 - BLANK, "Párrafo.")]
    intake = read("ley.pdf", paper([page(1, list(first)), page(2, second)]))
    assert intake.title == "LEY DE PRUEBA"
    one, two = intake.articles
    assert one.body == (
        "El Instituto pagará las cuotas que siguen conforme a la tabla:\n\n"
        "| Año | Cuota |\n| --- | --- |\n| 2008 | 4.025% |\n"
    )
    assert [(n.text, n.at) for n in one.notes] == [("Artículo reformado DOF 24-03-2023", "")]
    assert two.body == "Fin.\n\nPárrafo.\n"
    assert [(d.text, d.place.page, str(d.reason)) for d in intake.report.dropped] == [
        ("LEY DE PRUEBA", 1, "running head"),
        ("1 de 2", 1, "page number"),
        ("LEY DE PRUEBA", 2, "running head"),
        ("2 de 2", 2, "page number"),
    ]


def test_without_the_library_the_sentence_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(Failed) as caught:
        read("ley.pdf", paper([column(["Artículo 1. Texto."])]))
    assert "lexframe[intake]" in str(caught.value.remedy)


def test_reading_a_text_does_not_load_the_pdf_library() -> None:
    code = (
        "import sys; from lexframe.intake.reader import read; "
        "read('x.md', '##### Artículo 1.'.encode()); print('pypdfium2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_picture_big_enough_to_hold_words_is_a_doubt() -> None:
    image = "q 300 0 0 200 100 300 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    intake = read("ley.pdf", paper([[*column(["Artículo 1. Conforme a la tabla:"]), image]]))
    assert [(d.address, d.place.page) for d in intake.report.doubts] == [("articulo-1/parrafo-1", 1)]
