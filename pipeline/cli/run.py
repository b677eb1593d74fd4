"""`foretell run --once`: what a schedule would do now, for cron and other schedulers."""

from typing import Annotated

import typer

from pipeline.cli.output import Format, FormatOption
from pipeline.cli.session import examples, settings_of, start_log

EXAMPLES = examples(
    ("foretell run --once", "what seeds/sources.toml names, each source that is due"),
    ("foretell run --once --source press", "one source, now"),
    ("foretell --home /srv/press run --once", "what a line of a crontab says"),
)


def run(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="Run once and leave.")] = False,
    source: Annotated[
        list[str] | None, typer.Option(help="A source of seeds/sources.toml to read now.")
    ] = None,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Ingest what is due, once, without a server.

    The same run as that of `foretell serve`: its row, its log and its notices are there, but
    nothing is kept by Prefect.
    """
    from pipeline.ingest import ingest
    from pipeline.journal import followed
    from pipeline.notifying import check_addresses, tell_of, telling_failures
    from pipeline.plan import channels_of, make_plan
    from pipeline.standby import Standby
    from schemas import UsageError

    if not once:
        raise UsageError("say --once; `foretell serve` runs on a schedule of its own")
    settings = settings_of(context)
    start_log(settings)
    check_addresses(settings)
    with telling_failures("run", settings):
        plan = make_plan((), settings, source or [])
        extractor = Standby(settings)
        with followed(settings.home) as steps:
            done = ingest((), settings, extractor, command="run", named=source or [], steps=steps)
    tell_of(done, settings)
    from pipeline.cli.outcome import tell

    names = [channel.name for channel in channels_of(plan)]
    tell(done, [place.source_uri for place in plan.places], settings, format, channels=names)
