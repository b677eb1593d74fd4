"""`foretell reextract`: articles read anew, after an upgrade or for a doubt."""

from typing import Annotated

import typer

from pipeline.cli.output import Format, FormatOption, counted
from pipeline.cli.session import examples, say, settings_of, start_log

SOME_GONE = 3
MOST_NAMED = 20

EXAMPLES = examples(
    ("foretell reextract", "what another version of Foretell, model or lexicon has read"),
    ("foretell reextract --all", "every article, whoever has read it"),
    ("foretell reextract --article 21abb", "one article"),
)


def reextract(
    context: typer.Context,
    all: Annotated[bool, typer.Option("--all", help="Every article.")] = False,  # noqa: A002
    article: Annotated[
        str | None, typer.Option(help="An article: its id or the beginning, its source or file.")
    ] = None,
    changed: Annotated[
        bool, typer.Option("--changed", help="What another version has read; the default.")
    ] = False,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Extract articles again.

    They are read from the files and pages that they came from.

    The rows of an article stand until its new ones are loaded, which take their place in one
    step; who reads the warehouse sees all of them when the command has ended. Sources that are
    gone keep their rows; the exit code is 3 then.
    """
    from schemas import UsageError

    if sum((all, article is not None, changed)) > 1:
        raise UsageError("--all, --article and --changed exclude each other; give one of them")
    settings = settings_of(context)
    start_log(settings)
    from pipeline.cli.outcome import tell
    from pipeline.cli.progress import Passing
    from pipeline.journal import followed
    from pipeline.reextract import choose
    from pipeline.reextract import reextract as extract_again
    from pipeline.standby import Standby

    extractor = Standby(settings)
    versions = (extractor.extractor_version, extractor.model_version)
    chosen = choose(settings, versions, article=article, all_=all)
    _tell_gone(chosen.gone)
    if chosen.inputs:
        with Passing(len(chosen.names)) as passing, followed(settings.home) as steps:
            run = extract_again(chosen, settings, extractor, listener=passing, steps=steps)
        tell(run, passing.source_uris, settings, format)
    else:
        say("nothing to extract again")
    if chosen.gone:
        raise typer.Exit(SOME_GONE)


def _tell_gone(names: tuple[str, ...]) -> None:
    """Tell which sources cannot be read again, no more than 20."""
    for name in names[:MOST_NAMED]:
        say(f"error: {name}: no longer there; its rows stay as they are")
    if len(names) > MOST_NAMED:
        say(f"and {counted(len(names) - MOST_NAMED, 'more source')} that are gone")
