"""What goes out and what anybody can check: documents written to a file, and the recount."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lexframe.core.errors import LexframeError
from lexframe.core.message import Message
from lexframe.services.exports import Document, Exported, documents, export, write_file
from lexframe.services.recounts import Recount, recount
from lexframe.tui.modals.form import LINE, Field, Form
from lexframe.tui.modals.page import Page, PlanPage
from lexframe.tui.modals.search import Search
from lexframe.tui.presenters.recount import recount_page
from lexframe.tui.rows import BLANK, Row, Run, entry, row

if TYPE_CHECKING:
    from lexframe.tui.app import LexframeApp

FORMATS = {
    "docx": "Word",
    "html": "HTML",
    "md": "Markdown",
    "txt": ".txt",
    "json": "JSON",
    "csv": "CSV",
}


class Publishing:
    """The keys that write a file or count again."""

    def __init__(self, app: LexframeApp) -> None:
        self.app = app

    def do_export(self) -> None:
        """Ask which document in which format."""
        desk, say = self.app.desk, self.app.desk.tongue.say
        rows = [
            _document_row(each, ending, say(each.title)) for each in documents() for ending in each.endings
        ]
        title = Message("Which document?")
        if desk.marked:
            title = Message(
                "Which document, about the {n} marked amendment?",
                "Which document, about the {n} marked amendments?",
                n=len(desk.marked),
            )
        search = Search(desk.tongue, rows, title, Message("No document is called that."))
        self.app.push_screen(search, lambda ref: self._make(*ref.split(".")) if ref else None)

    def _make(self, document: str, ending: str) -> None:
        desk = self.app.desk
        session, docket, marked = desk.session, desk.docket, desk.marked
        assert session is not None
        language = desk.tongue.language if self.app.language_is_given else ""

        def work() -> Exported:
            return export(session, docket, document, ending, marked, language=language)

        self.app.errands.run("export", work, self._place, self.app.tell, reads=True)

    def _place(self, made: Exported) -> None:
        tongue = self.app.desk.tongue
        value = str(Path.cwd() / made.file_name)
        field = Field("path", Message("Where to"), LINE, required=Message("Name a file."), value=value)
        note = Message("{n} bytes, SHA-256 {digest}", n=len(made.data), digest=made.digest)
        form = Form(tongue, Message("The document is made: write it to a file"), (field,), note)
        self.app.push_screen(form, lambda said: self._ask(made, said["path"]) if said else None)

    def _ask(self, made: Exported, typed: str) -> None:
        path = Path(typed.strip()).expanduser()
        if path.suffix.lower().removeprefix(".") != made.file_name.rpartition(".")[2]:
            ending = made.file_name.rpartition(".")[2]
            self.app.tell(Message("The file's name has to end in “.{ending}”.", ending=ending))
            self._place(made)
            return
        self.app.errands.run(
            "there", path.is_file, lambda is_there: self._replace(made, path, is_there), self.app.tell
        )

    def _replace(self, made: Exported, path: Path, is_there: bool) -> None:
        if not is_there:
            self._write(made, path, force=False)
            return
        tongue = self.app.desk.tongue
        rows = (row(tongue.say(str(path))), row(tongue.say(Message("What is in it now will be gone."))))
        page = PlanPage(tongue, Message("This file exists: replace it?"), rows)
        self.app.push_screen(page, lambda said: self._write(made, path, force=True) if said else None)

    def _write(self, made: Exported, path: Path, *, force: bool) -> None:
        def work() -> Path:
            write_file(path, made.data, force=force)
            return Path(os.path.abspath(path))

        self.app.errands.run("write", work, lambda where: self._written(made, where), self.app.tell)

    def _written(self, made: Exported, where: Path) -> None:
        desk, say = self.app.desk, self.app.desk.tongue.say
        desk.said = Message("Written: {file}", file=where.name)
        rows: Sequence[Row] = (
            row(Run(say(str(where)), "strong")),
            BLANK,
            row(say(Message("{n} bytes", n=len(made.data)))),
            row(Run("SHA-256 ", "dim"), Run(made.digest, "code")),
            BLANK,
            row(Run(say(Message("The same records give the same bytes: others can check it.")), "dim")),
        )
        self.app.push_screen(Page(desk.tongue, Message("Written"), rows))
        self.app.lines_changed()

    def do_verify(self) -> None:
        """Count every decision again from the records."""
        desk = self.app.desk
        docket, tongue = desk.docket, desk.tongue
        desk.busy = Message("Recounting…")
        self.app.lines_changed()

        def work() -> tuple[Recount, ...]:
            return recount(docket)

        def idle() -> None:
            desk.busy = None
            self.app.lines_changed()

        def shown(found: tuple[Recount, ...]) -> None:
            idle()
            rows = recount_page(docket, found, tongue)
            self.app.push_screen(Page(tongue, Message("Recount of everything decided"), rows))

        def failed(error: LexframeError) -> None:
            idle()
            self.app.tell(error)

        self.app.errands.run("verify", work, shown, failed, reads=True)


def _document_row(document: Document, ending: str, title: str) -> Row:
    words, form = Run(f"{title}  ", "strong"), Run(FORMATS[ending], "label")
    return entry(words, form, ref=f"{document.name}.{ending}", tail=(Run(ending, "dim"),))
