"""The command line's frame: the commands, the options before them, and how errors are told."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from pipeline.cli import (
    add,
    ask,
    backup,
    chart,
    check,
    company,
    correct,
    corrections,
    describe,
    diff,
    doctor,
    explain,
    export,
    extract,
    forecasts,
    ingest,
    lake,
    logs,
    rates,
    reextract,
    report,
    run,
    score,
    search,
    serve,
    show,
    sources,
    sql,
    status,
)
from pipeline.cli.session import say

EXIT_CODES = """\b
Exit codes:
  0  done, even where nothing was new    4  another process writes
  1  failed                              5  a check failed
  2  a wrong option, name or SQL       130  stopped by Ctrl-C
  3  inputs were rejected or missing"""

FAILED, STOPPED = 1, 130


class ForetellGroup(TyperGroup):
    """Commands whose expected errors end in one line on stderr and their own exit code."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command, help and version included; what cannot be printed is told."""
        with telling_unprinted():
            return super().main(*args, **options)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a ForetellError is told, never traced."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            say("stopped; what was loaded before stays")
            raise typer.Exit(STOPPED) from None
        except Exception as error:
            # Only here, where they are needed: the records take 0.3 s to load.
            from schemas import ForetellError

            if not isinstance(error, ForetellError):
                raise
            say(f"error: {error}")
            raise typer.Exit(error.exit_code) from None


@contextmanager
def telling_unprinted() -> Iterator[None]:
    """End the command in one line where the system refuses to write; a closed pipe is quiet."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OSError as error:
        _give_up_stdout()
        if error.errno != errno.EPIPE:
            place = error.filename or "the answer"
            say(f"error: {place}: {error.strerror or error}; make room or see to its permissions")
        raise SystemExit(FAILED) from None


def _give_up_stdout() -> None:
    """Let what is still to be printed go nowhere, or the end of Python would fail on it again."""
    try:
        stdout = sys.stdout.fileno()
    except OSError:  # no file is behind it
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stdout)
    os.close(nowhere)


app = typer.Typer(
    name="foretell",
    cls=ForetellGroup,
    help="Turn articles into a warehouse of figures, companies and forecasts, each with its proof.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help takes 0.1 s, coloured 0.4 s
    pretty_exceptions_enable=False,
)
for command, end_of_help in (
    (add.add, add.EXAMPLES),
    (ingest.ingest, ingest.EXAMPLES),
    (extract.extract, extract.EXAMPLES),
    (show.show, show.EXAMPLES),
    (explain.explain, explain.EXAMPLES),
    (correct.correct, correct.EXAMPLES),
    (correct.reject, correct.REJECT_EXAMPLES),
    (report.report, report.EXAMPLES),
    (check.check, check.EXAMPLES),
    (lake.migrate_warehouse, lake.EXAMPLES),
    (lake.maintain, lake.MAINTAIN_EXAMPLES),
    (diff.diff, diff.EXAMPLES),
    (score.score, score.EXAMPLES),
    (sql.sql, sql.EXAMPLES),
    (ask.ask, ask.EXAMPLES),
    (forecasts.forecasts, forecasts.EXAMPLES),
    (search.search, search.EXAMPLES),
    (describe.describe, describe.EXAMPLES),
    (export.export, export.EXAMPLES),
    (sources.sources, sources.EXAMPLES),
    (serve.serve, serve.EXAMPLES),
    (run.run, run.EXAMPLES),
    (status.status, status.EXAMPLES),
    (logs.logs, logs.EXAMPLES),
    (reextract.reextract, reextract.EXAMPLES),
    (backup.backup, backup.EXAMPLES),
    (backup.restore, backup.RESTORE_EXAMPLES),
    (doctor.doctor, doctor.EXAMPLES),
):
    app.command(epilog=end_of_help)(command)

app.add_typer(company.company)
app.add_typer(chart.chart)
app.add_typer(corrections.corrections)
app.add_typer(rates.rates)


def _print_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        from pipeline.settings import package_version

        typer.echo(f"foretell {package_version()}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(help="The workspace; else FORETELL_HOME, else the nearest one around here."),
    ] = None,
    version: Annotated[  # noqa: ARG001 - answered by its callback
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Keep what stands before the command for the command."""
    context.obj = home
