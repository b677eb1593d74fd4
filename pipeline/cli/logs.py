"""`foretell logs`: what a run did, line by line."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.output import Format, FormatOption, print_rows
from pipeline.cli.session import examples, settings_of

if TYPE_CHECKING:
    from collections.abc import Mapping

EXAMPLES = examples(
    ("foretell logs", "the last run"),
    ("foretell logs 20260301T07", "a run: its id, or the beginning"),
    ("foretell logs --errors", "only what went wrong"),
    ("foretell logs -f jsonl | jq .article_id", "the lines as they are kept"),
)

COLUMNS = ("at", "level", "stage", "message", "source_uri", "article_id")
WRONG = ("WARNING", "ERROR", "CRITICAL")


def logs(
    context: typer.Context,
    run: Annotated[str, typer.Argument(help="A run_id or its beginning; else the last.")] = "",
    errors: Annotated[bool, typer.Option("--errors", help="Warnings and errors alone.")] = False,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Show the log of a run.

    It has the stages, each article and what came of it, and what failed.
    """
    from pipeline.runlog import LOGS, read_log

    path = _find(settings_of(context).home / LOGS, run)
    lines = [each for each in read_log(path) if not errors or each.get("level") in WRONG]
    if format is Format.JSONL:
        from json import dumps

        for line in lines:
            typer.echo(dumps(line, ensure_ascii=False))
        return
    print_rows(COLUMNS, [_row(line) for line in lines], format)


def _find(folder: Path, run: str) -> Path:
    """Return the log of a run.

    Raises:
        UnknownName: There is none, or several begin so.
    """
    from pipeline.runlog import logs as all_logs
    from schemas import UnknownName
    from warehouse.names import nearest

    paths = list(all_logs(folder))
    found = [path for path in paths if path.stem.startswith(run)]
    if not found:
        raise UnknownName(f"no log of a run {run!r}; {nearest(run, [p.stem for p in paths])}")
    if run and len(found) > 1:
        raise UnknownName(f"{len(found)} runs begin with {run!r}; write more of the id")
    return found[0]


def _row(line: "Mapping[str, Any]") -> list[object]:
    """Return a line of the log as a row; the last line of a traceback says the most."""
    trace = str(line.get("traceback", "")).strip().splitlines()
    told = f"{line.get('message', '')} ({trace[-1]})" if trace else line.get("message")
    return [told if name == "message" else line.get(name) for name in COLUMNS]
