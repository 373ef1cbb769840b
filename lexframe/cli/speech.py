"""Commands that speak the reader's language: click's pages and headings, translated on the way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from lexframe.core.message import ENGLISH, Catalogue


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for a sentence that is translated later
    """Mark a sentence for translation where it stands in a table or a decorator."""
    return text


def words() -> Catalogue:
    """Return the words of whoever is reading, as the command at work knows them."""
    context = click.get_current_context(silent=True)
    desk = context.find_root().obj if context else None
    return getattr(desk, "words", ENGLISH)


def said(text: str | None) -> str:
    """Put a marked sentence into the reader's language."""
    return words().gettext(text) if text else ""


class Option(click.Option):
    """An option whose help and metavar are marked sentences."""

    def make_metavar(self, ctx: click.Context) -> str:
        """Return the metavar in the reader's language."""
        return said(super().make_metavar(ctx))

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the row of the help page."""
        if self.hidden:
            return None
        required = f" {said(N_('(required)'))}" if self.required else ""
        return self.get_help_spec(ctx), said(self.help) + required


class Argument(click.Argument):
    """An argument whose help and metavar are marked sentences."""

    def make_metavar(self, ctx: click.Context) -> str:
        """Return the metavar in the reader's language, marked as optional or repeatable."""
        name = said(self.metavar)
        shown = name if self.required else f"[{name}]"
        return f"{shown}..." if self.nargs != 1 else shown

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return the row of the help page."""
        return self.make_metavar(ctx), said(self.help)


class _Page(click.Command):
    """The parts of a help page that click would write in English."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.options_metavar = N_("[OPTIONS]")

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = [said(piece) for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{said(N_('Usage:'))} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(said(self.help))

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [each.get_help_record(ctx) for each in self.get_params(ctx) if isinstance(each, Argument)]
        if rows:
            with formatter.section(said(N_("Arguments"))):
                formatter.write_dl(rows)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [
            each.get_help_record(ctx) for each in self.get_params(ctx) if isinstance(each, click.Option)
        ]
        rows = [record for record in records if record is not None]
        if rows:
            with formatter.section(said(N_("Options"))):
                formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            formatter.write_paragraph()
            formatter.write_text(said(self.epilog))

    def get_short_help_str(self, limit: int = 45) -> str:
        return said(self.help).partition("\n")[0].rstrip(".")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help``, described in the reader's language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = said(N_("Show this page."))
        return option


class Command(_Page):
    """One act or one question; :mod:`lexframe.cli.options` adds the options that all of them share."""


class Group(_Page, click.Group):
    """The acts on one noun."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, subcommand_metavar=N_("COMMAND [ARGS]..."), **settings)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        _Page.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a row for every command, in the order they were made."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, each.get_short_help_str()) for name, each in found if each and not each.hidden]
        if rows:
            with formatter.section(said(N_("Commands"))):
                formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order they were made, which is the order of the work."""
        return list(self.commands)


def argument(name: str, metavar: str, help: str, **settings: Any) -> Callable[[Any], Any]:
    """Declare an argument with a marked metavar and help."""
    return click.argument(name, cls=Argument, metavar=metavar, help=help, **settings)


def option(*names: str, help: str, metavar: str | None = None, **settings: Any) -> Callable[[Any], Any]:
    """Declare an option with a marked metavar and help."""
    return click.option(*names, cls=Option, metavar=metavar, help=help, **settings)


def joined(lines: Sequence[str]) -> str:
    """Return lines as one text that ends with a newline, empty for none."""
    return "".join(f"{line}\n" for line in lines)
