"""The rules of the house as tables; a change here is a decision and says its reason."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

DOORS: dict[str, tuple[str, ...]] = {
    "click": ("cli/",),
    "diff_match_patch": ("text/",),
    "docx": ("export/", "intake/"),
    "filelock": ("store/",),
    "git": ("store/",),
    "jinja2": ("export/",),
    "markdown_it": ("text/",),
    "pypdfium2": ("intake/pdf.py",),
    "rapidfuzz": ("text/",),
    "sqlite3": ("index/",),
    "sqlite_utils": ("index/",),
    "subprocess": ("store/git_call.py", "store/object_reader.py"),
    "textual": ("tui/",),
    "yaml": ("store/front_matter.py",),
}
"""Who may import what, as beginnings of paths under ``lexframe/``."""

DATA_ONLY = frozenset({"tzdata"})
"""Packages that hold data for the standard library; nobody imports them."""

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

RIVALS: dict[str, str] = {
    "adopt(?:s|ed|ing)?": "adopta|adoptó|adopción",
    "amendments?": "moción|mociones|iniciativa",
    "consolidated text": "texto refundido",
    "decisions?": "dictamen|fallo",
    "frameworks?": "esquema|estructura",
    "institutes?": "organismo|dependencia",
    "positions?": "postura|posicionamiento",
    "rejected": "rechazad",
    "reservations?": "salvedad",
    "rounds?": "vuelta",
    "secretariat": "secretariado",
    "tall(?:y|ies)": "escrutinio|conteo",
    "trays?": "charola|cajón",
    "withdrawn?": "desistid",
    "working groups?": "mesas? de trabajo",
}
"""English word and the Spanish ones it is never said with, as patterns: each thing has one name."""

ADDRESSING = r"\b(?:tú|usted(?:es)?|tu|tus|puedes|debes|tienes|quieres|haz|pon|ten)\b"
"""Speaking to the reader as *tú* or *usted*; sentences are impersonal (“puede”, “debe”, “se consulta”)."""

FOREIGN = r"\b(?:commits?|push|pull|merge|head|branch|tally|draft|framework|workspace)\b"
"""Words of git or of English; only a damaged repository or the trace of a document is put in git's terms."""

FOREIGN_ALLOWED_IN = ("store.po", "export.po")
