from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from tui_workspace import Made

from lexframe.core.position import Stance
from lexframe.core.register import ADOPTED, Decision
from lexframe.tui.app import LexframeApp
from lexframe.tui.modals.page import PlanPage
from lexframe.tui.modals.search import Search
from lexframe.tui.widgets.heatmap import Heatmap
from lexframe.tui.widgets.sheet import Sheet
from lexframe.tui.writing import Writing, print_writing, read_writing

Play = Callable[["Stage"], Awaitable[None]]


class Stage:
    """The app as somebody sits before it."""

    def __init__(self, app: LexframeApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    async def keys(self, *keys: str) -> None:
        """Press keys, each when everything before has settled."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        names = {" ": "space", ".": "full_stop"}
        await self.pilot.press(*(names.get(sign, sign) for sign in text))
        await self.settle()

    async def settle(self) -> None:
        for _ in range(4):
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    def text(self, sheet: str) -> str:
        return "\n".join(each.text for each in self.app.screen.query_one(f"#{sheet}", Sheet).rows)


def play(made: Made, story: Play, acting: str = "INA", size: tuple[int, int] = (120, 40)) -> LexframeApp:
    app = LexframeApp(made.doors(), Path(), acting, "es")

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot)
            await stage.settle()
            await story(stage)

    asyncio.run(run())
    return app


def test_the_text_is_there_and_an_article_is_found_by_its_number(made: Made) -> None:
    async def story(stage: Stage) -> None:
        assert "Artículo 1. Objeto" in stage.text("article")
        await stage.keys("g")
        await stage.type("3")
        await stage.keys("enter")
        assert "Artículo 3. Inversiones" in stage.text("article")
        await stage.keys("g")
        await stage.type("VALUACION")
        await stage.keys("enter")
        assert stage.app.desk.article == "articulo-2"

    play(made, story)


def test_amendments_are_worked_into_the_text_by_a_key(made: Made) -> None:
    async def story(stage: Stage) -> None:
        await stage.keys("g", "2", "enter", "x")
        rows = stage.app.screen.query_one("#article", Sheet).rows
        assert any(run.role == "insert" for row in rows for run in row.runs)
        await stage.keys("x")
        rows = stage.app.screen.query_one("#article", Sheet).rows
        assert not any(run.role == "insert" for row in rows for run in row.runs)

    play(made, story)


def test_a_position_is_shown_before_it_is_recorded(made: Made) -> None:
    async def story(stage: Stage) -> None:
        stage.app.desk.code = made.codes["cinco"]
        await stage.keys("2", "f")
        assert isinstance(stage.app.screen, PlanPage)
        await stage.keys("escape")
        assert "INA" not in made.docket().positions.get(made.codes["cinco"], {})
        await stage.keys("f", "enter")
        assert made.docket().positions[made.codes["cinco"]]["INA"].stance is Stance.SUPPORT
        assert "Guardado en este equipo" in stage.app.desk.tongue.say(stage.app.desk.said or "")

    play(made, story)


def test_an_objection_asks_for_its_reason_and_its_condition(made: Made) -> None:
    async def story(stage: Stage) -> None:
        stage.app.desk.code = made.codes["cinco"]
        await stage.keys("2", "o", "ctrl+s")
        assert "INA" not in made.docket().positions.get(made.codes["cinco"], {})
        await stage.type("Es largo.")
        await stage.keys("tab")
        await stage.type("Tres.")
        await stage.keys("ctrl+s", "enter")
        said = made.docket().positions[made.codes["cinco"]]["INA"]
        assert (said.stance, said.reasons, said.lifted_if) == (Stance.OBJECT, "Es largo.\n", "Tres.")

    play(made, story)


def test_a_reservation_names_kind_and_place(made: Made) -> None:
    async def story(stage: Stage) -> None:
        stage.app.desk.code = made.codes["cinco"]
        await stage.keys("2", "r", "right", "tab", "right", "tab")
        await stage.type("El plazo.")
        await stage.keys("tab")
        await stage.type("Se explique.")
        await stage.keys("ctrl+s", "enter")
        (reservation,) = made.docket().positions[made.codes["cinco"]]["INA"].reservations
        assert reservation.kind == "scrutiny"
        assert reservation.unit == "articulo-2/parrafo-1"

    play(made, story)


def test_the_secretariat_sees_the_whole_plan_of_an_adoption(made: Made) -> None:
    async def story(stage: Stage) -> None:
        stage.app.desk.code = made.codes["tres"]
        await stage.keys("2", "P")
        assert isinstance(stage.app.screen, PlanPage)
        text = stage.text("page-rows")
        assert "se aprueba" in text
        assert "cautela" in text
        await stage.keys("enter")
        docket = made.docket()
        decision = docket.decisions[made.codes["tres"]].act
        assert isinstance(decision, Decision)
        assert decision.outcome == ADOPTED
        assert "cautela" in docket.text.articles["articulo-3"].body

    play(made, story, "ST")


def test_against_the_count_a_reason_is_asked_for(made: Made) -> None:
    async def story(stage: Stage) -> None:
        stage.app.desk.code = made.codes["dos"]
        await stage.keys("2", "P", "ctrl+s")
        assert "Resolver contra el cómputo" in str(stage.app.screen.query_one("#form-problem").render())
        await stage.keys("escape")
        assert made.codes["dos"] not in made.docket().decisions

    play(made, story, "ST")


def test_what_one_may_not_do_is_said_and_not_done(made: Made) -> None:
    async def story(stage: Stage) -> None:
        await stage.keys("2", "P")
        assert not isinstance(stage.app.screen, PlanPage)
        assert any("secretaría" in note.message.lower() for note in stage.app._notifications)

    play(made, story)


def test_an_amendment_is_written_and_handed_in(made: Made) -> None:
    async def story(stage: Stage) -> None:
        await stage.keys("e")
        await stage.type("Aquí ")
        await stage.keys("f4")
        assert len(made.docket().amendments) == 4
        await stage.type("Un título")
        await stage.keys("f4", "enter")
        docket = made.docket()
        (code,) = docket.amendments.keys() - made.codes.values()
        assert docket.amendments[code].title == "Un título"
        assert docket.proposal(code).texts["articulo-1"].startswith("Aquí El presente")
        assert made.session.drafts.all() == {}
        assert stage.app.desk.code == code

    play(made, story)


def test_what_was_written_comes_back_after_the_terminal_died(made: Made) -> None:
    async def write(stage: Stage) -> None:
        await stage.keys("e")
        await stage.type("Aquí ")

    play(made, write)
    (kept,) = made.session.drafts.all().values()
    writing = read_writing(kept)
    assert writing is not None
    assert writing.text.startswith("Aquí El presente")

    async def come_back(stage: Stage) -> None:
        assert isinstance(stage.app.screen, Search)
        await stage.keys("enter")
        assert stage.app.current_mode == "editor"
        assert stage.app.screen.query_one("#editor-text").text.startswith("Aquí El")  # type: ignore[attr-defined]
        await stage.keys("f8", "enter")
        assert made.session.drafts.all() == {}

    play(made, come_back)


def test_pasted_signs_that_a_terminal_would_obey_become_visible(made: Made) -> None:
    async def story(stage: Stage) -> None:
        from textual.events import Paste

        await stage.keys("e")
        stage.app.screen.focused.post_message(Paste("a\x1b[2Jb\u202ec\r\nd"))  # type: ignore[union-attr]
        await stage.settle()
        writing = stage.app.desk.writing
        assert writing is not None
        assert writing.text.startswith("a␛[2Jb⟦U+202E⟧c\nd")

    play(made, story)


def test_what_if_by_keyboard_leaves_the_records_alone(made: Made) -> None:
    async def story(stage: Stage) -> None:
        stage.app.desk.code = made.codes["dos"]
        before = made.docket().revision
        await stage.keys("4")
        heatmap = stage.app.screen.query_one(Heatmap)
        assert heatmap.here is not None
        assert heatmap.here.code == made.codes["dos"]
        await stage.keys("right", "right", "f")
        assert heatmap.here.supposed is not None
        assert heatmap.here.supposed.verdict.name == "adopted"
        assert "SUPUESTO" in stage.text("cell")
        await stage.keys("backspace")
        assert heatmap.here.supposed is None
        await stage.keys("enter")
        assert stage.app.current_mode == "amendment"
        assert made.docket().revision == before

    play(made, story)


def test_speaking_for_another_body_is_one_choice(made: Made) -> None:
    async def story(stage: Stage) -> None:
        await stage.keys("B")
        await stage.type("secretaria")
        await stage.keys("enter")
        assert stage.app.desk.acting == "ST"

    play(made, story)


def test_old_news_is_not_heard(made: Made) -> None:
    async def story(stage: Stage) -> None:
        heard: list[str] = []
        gate = threading.Event()

        def slow() -> str:
            gate.wait(5)
            return "old"

        stage.app.errands.run("x", slow, heard.append, stage.app.tell)
        await stage.pilot.pause()
        stage.app.errands.run("x", lambda: "new", heard.append, stage.app.tell)
        gate.set()
        await stage.settle()
        assert heard == ["new"]

    play(made, story)


def test_a_workspace_that_cannot_be_opened_is_explained_on_the_screen(made: Made) -> None:
    from dataclasses import replace

    from lexframe.core.errors import Failed
    from lexframe.core.message import Message

    def refuse(_: Path, __: str) -> None:
        raise Failed(Message("There is no main branch, so no register."), Message("Look at the plan again."))

    app = LexframeApp(replace(made.doors(), open=refuse), Path(), "", "es")  # type: ignore[arg-type]

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            stage = Stage(app, pilot)
            await stage.settle()
            assert "Debe revisarse de nuevo" in stage.text("article")
            await stage.keys("2", "3", "escape", "4", "f1", "escape")

    asyncio.run(run())


def test_a_draft_of_something_else_is_left_alone(made: Made) -> None:
    made.session.drafts.keep("else", "not ours")
    made.session.drafts.keep("ours", print_writing(Writing("marco", "articulo-1", "x")))

    async def story(stage: Stage) -> None:
        assert isinstance(stage.app.screen, Search)
        assert len(stage.app.screen.query_one(Sheet).rows) == 1

    play(made, story)


def test_every_screen_opens_at_the_smallest_size(made: Made) -> None:
    async def story(stage: Stage) -> None:
        for key in ("1", "2", "4", "3"):
            await stage.keys(key)
            for widget in stage.app.screen.query(Sheet):
                assert widget.region.right <= 80
                assert widget.region.bottom <= 22

    play(made, story, size=(80, 24))


def test_of_ten_thousand_entries_only_those_in_sight_are_drawn(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lexframe.tui.rows import Row, Run, entry, lines_of
    from lexframe.tui.widgets import sheet as module

    drawn: list[Row] = []

    def counting(each: Row, width: int) -> tuple[tuple[Run, ...], ...]:
        drawn.append(each)
        return lines_of(each, width)

    async def story(stage: Stage) -> None:
        monkeypatch.setattr(module, "lines_of", counting)
        outline = stage.app.screen.query_one("#outline", Sheet)
        outline.show([entry(f"Artículo {number}", ref=str(number)) for number in range(10_000)])
        outline.action_edge(1)
        await stage.settle()
        assert outline.ref == "9999"
        assert len(drawn) < 1_000

    play(made, story)
