"""What every command starts with: the settings, the log, the warehouse's reader."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from pipeline.cli.output import Format, harmless, print_rows

if TYPE_CHECKING:
    from pipeline.settings import Settings
    from warehouse.reader import Reader
    from warehouse.table import Table


class _Formatter(logging.Formatter):
    """Log lines for a terminal: the message alone, which cannot steer it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the message; a traceback is for those who ask for FORETELL_LOG_LEVEL=DEBUG."""
        if logging.getLogger("pipeline").level > logging.DEBUG:
            record.exc_info = record.exc_text = None
        return harmless(super().format(record))


def settings_of(context: typer.Context) -> "Settings":
    """Return the settings of the workspace that the command was called for.

    A FORETELL_… variable that is no setting, such as one misspelt, is told.
    """
    from pipeline.settings import load_settings, unknown_variables, variables

    settings = load_settings(home=context.obj)
    if unknown := unknown_variables():
        known = ", ".join(variables())
        say(f"warning: {', '.join(unknown)}: no setting of this name, ignored; known: {known}")
    return settings


def start_log(settings: "Settings") -> None:
    """Let what the pipeline tells go to stderr, one plain line each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter("%(message)s"))
    log = logging.getLogger("pipeline")
    log.handlers = [handler]
    log.setLevel(settings.log_level)


def say(message: str) -> None:
    """Tell the person at the terminal something that is no part of the answer."""
    typer.echo(harmless(message), err=True)


@contextmanager
def reading(context: typer.Context) -> Iterator["Reader"]:
    """Open the workspace's published warehouse for the block."""
    from warehouse.stores import store_of

    with store_of(settings_of(context)).reader() as reader:
        yield reader


def print_query(context: typer.Context, query: str, form: Format) -> "Table":
    """Print what the published warehouse answers to a query of ours, and return it."""
    with reading(context) as reader:
        found = reader.sql(query)
    print_rows(found.columns, found.rows, form)
    return found


def examples(*pairs: tuple[str, str]) -> str:
    """Return the end of a command's help: commands, each with what it does."""
    width = max(len(command) for command, _ in pairs)
    lines = (f"  {command:<{width}}  {meaning}" for command, meaning in pairs)
    return "\b\nExamples:\n" + "\n".join(lines)
