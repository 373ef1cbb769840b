"""The rules of the house as tables; a change here is a decision and says its reason."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

DOORS: dict[str, tuple[str, ...]] = {
    "click": ("cli/",),
    "cryptography": ("store/",),
    "diff_match_patch": ("text/",),
    "docx": ("export/", "intake/"),
    "filelock": ("store/",),
    "git": ("store/",),
    "jinja2": ("export/",),
    "markdown_it": ("text/",),
    "mdit_py_plugins": ("text/",),
    "pydantic": ("store/",),
    "pypdfium2": ("intake/pdf.py",),
    "rapidfuzz": ("text/",),
    "sqlite3": ("index/",),
    "sqlite_utils": ("index/",),
    "subprocess": ("store/git_call.py", "store/object_reader.py"),
    "textual": ("tui/",),
    "yaml": ("store/front_matter.py",),
}
"""Who may import what, as beginnings of paths under ``lexframe/``."""

STARTS_PROCESSES = "lexframe/store/git_call.py"
"""Its environment, options, limits and time-outs are the only ones a process is started with."""

ERRORS = frozenset({"Failed", "Refused", "Unreadable", "Unknown", "TryAgain", "LexframeError"})

FUNCTION_LINES, CLASS_LINES, MODULE_LINES = 60, 250, 400

EXCUSES: dict[str, str] = {}
"""Path, or ``path:name``, of what may be larger, with the reason. Empty is the aim."""

FORBIDDEN_NAMES = frozenset(
    {"utils", "util", "helpers", "helper", "manager", "managers", "common", "base", "misc", "stuff", "tools"}
)
"""Words that say nothing of the field; they name neither a module nor a class."""

GLOSSARY: dict[str, str] = {
    "amendments?": "enmienda",
    "articles?": "artículo",
    "frameworks?": "marco",
    "institutes?": "instituto",
    "positions?": "posici",
    "reservations?": "reserva",
    "rounds?": "ronda",
    "secretariat": "secretaría",
    "working groups?": "grupos? de trabajo",
    "consolidated text": "texto consolidado",
    "quorum": "quórum",
    "tray": "bandeja",
}
"""English noun and the Spanish it is always said with, both as patterns."""

ADDRESSING = (
    r"\b(?:tú|usted(?:es)?|tu|tus|puedes|debes|tienes)\b"
    r"|(?:^|[.;:] )(?:haz|elige|escribe|revisa|usa|utiliza|ejecuta|agrega|corrige|abre|cierra)\b"
)
"""Speaking to the reader as *tú* or *usted*; sentences are impersonal (“puede”, “debe”, “se consulta”)."""

FOREIGN = r"\b(?:commits?|push|pull|merge|head|branch|tally|draft|framework|workspace)\b"
"""Words of git or of English; what the git store says of a damaged repository may name git's things."""

FOREIGN_ALLOWED_IN = ("store.po",)
