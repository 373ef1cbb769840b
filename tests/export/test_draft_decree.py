"""The draft decree: the sentence and the quoted articles of a real reform, set for a gazette."""

from __future__ import annotations

import pytest
from small_dossier import IMPRINT

from lexframe.core.article import FrameworkText
from lexframe.core.errors import Refused
from lexframe.export.captions import law_name
from lexframe.export.decrees import draft_decree
from lexframe.export.dossier import Dossier
from lexframe.intake.reader import read
from lexframe.services.frameworks import framework_of


def test_the_reform_of_2026_is_worded_as_it_was(data_dir):
    texts = []
    for year in ("2024-06-07", "2026-01-15"):
        path = data_dir / "mx" / f"ley-issste-dof-{year}.pdf"
        if not path.is_file():
            pytest.skip(f"{path.name} absent")
        texts.append(framework_of("issste", read(path.name, path.read_bytes()), {}))
    old, new = texts
    articles = {
        name: new.articles[name] if name.startswith("articulo-") else one
        for name, one in old.articles.items()
    }
    manuscript = draft_decree(Dossier(IMPRINT, FrameworkText(old.frame, articles), old))
    first, *quoted = [block.text for block in manuscript.blocks]
    assert first == (
        "Artículo Único. Se reforman los artículos 10, tercer párrafo; 29, tercer párrafo y 208, fracción II "
        "y se adiciona un segundo párrafo al artículo 39, de la Ley del Instituto de Seguridad y Servicios "
        "Sociales de los Trabajadores del Estado, para quedar como sigue:"
    )
    assert [line for line in quoted if line.startswith("Artículo")] == [
        f"Artículo {number}. …" for number in (10, 29, 39, 208)
    ]
    assert (
        "II. Emitir las resoluciones con perspectiva de género que reconozcan el derecho a las Pensiones;"
        in quoted
    )


def test_nothing_to_decree_is_refused(compare):
    with pytest.raises(Refused):
        draft_decree(compare({"1": "Uno.\n"}, {"1": "Uno.\n"}))


def test_the_draft_does_not_invent_its_entry_into_force(compare):
    manuscript = draft_decree(compare({"1": "Uno.\n"}, {"1": "Dos cosas.\n"}))
    assert "corresponden a la autoridad" in manuscript.blocks[-1].text
    assert not any("entrará en vigor" in block.text for block in manuscript.blocks)


@pytest.mark.parametrize(
    ("printed", "cited"),
    [
        ("LEY DEL SEGURO SOCIAL", "Ley del Seguro Social"),
        ("LEY PARA LA PROTECCIÓN DE LOS DERECHOS", "Ley para la Protección de los Derechos"),
        ("Marco nacional de prueba", "Marco nacional de prueba"),
    ],
)
def test_a_title_in_capitals_is_cited_as_a_name(printed, cited):
    assert law_name(printed) == cited
