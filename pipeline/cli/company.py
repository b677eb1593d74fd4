"""`foretell company`: which company is which, as a researcher decides it."""

from typing import Annotated

import typer

from pipeline.cli.company_deciding import article_id, bring_up, decide, directory
from pipeline.cli.output import Format, FormatOption, print_rows
from pipeline.cli.session import examples, say, settings_of

APPLY = "foretell company apply"

company = typer.Typer(
    name="company",
    help="Say which company is which. Decisions are rows of seeds/lexicon/company_decisions.csv.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=examples(
        ("foretell company show Nvidia", "what is known of a company"),
        ('foretell company merge "Belden Kiln" "Belden Kilns"', "the second is the first"),
        ('foretell company split Delta --as "Delta Faucet" --article 21abb', "another there"),
        ('foretell company alias "Belden Kiln" "The Kiln"', "one more name"),
    ),
)

Asked = Annotated[str, typer.Argument(help="An id, or a name in any known spelling.")]
By = Annotated[str | None, typer.Option("--by", help="Who decides; else your login.")]
Why = Annotated[str | None, typer.Option("--why", help="For what reason.")]
Article = Annotated[
    str | None, typer.Option("--article", help="The one article it holds for; else all.")
]


@company.command(
    epilog=examples(('foretell company merge Nvidia "NVIDIA Deutschland"', "one company"))
)
def merge(
    context: typer.Context,
    kept: Annotated[str, typer.Argument(metavar="COMPANY", help="The company that stays.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="What is the same company.")],
    by: By = None,
    why: Why = None,
) -> None:
    """Let all that is said of OTHER count as said of COMPANY."""
    from schemas import DecisionKind

    settings = settings_of(context)
    known = directory(settings)
    one, two = known.find(kept), known.find(other)
    decide(settings, known, DecisionKind.MERGE, one, other=two, by=by, why=why)


@company.command(
    epilog=examples(
        ('foretell company split Delta --as "Delta Faucet" --article 21abb', "in one article"),
        ('foretell company split Delta --as "Delta Faucet" --name "Delta Co."', "by spelling"),
    )
)
def split(
    context: typer.Context,
    asked: Annotated[str, typer.Argument(metavar="COMPANY", help="The company that is two.")],
    into: Annotated[str, typer.Option("--as", help="The other company: a known one, or a name.")],
    name: Annotated[str | None, typer.Option("--name", help="The spelling that means it.")] = None,
    article: Article = None,
    by: By = None,
    why: Why = None,
) -> None:
    """Let some mentions of COMPANY be of another: those in an article, or of a spelling."""
    from schemas import DecisionKind, UsageError

    if name is None and article is None:
        raise UsageError("say which mentions: --article ARTICLE, --name SPELLING, or both")
    settings = settings_of(context)
    known = directory(settings)
    one, two = known.find(asked), known.find_or_name(into)
    place = article and article_id(settings, article)
    decide(
        settings, known, DecisionKind.SPLIT, one,
        name=name, article_id=place, other=two, by=by, why=why,
    )  # fmt: skip


@company.command(
    epilog=examples(
        ('foretell company alias "Belden Kiln" "The Kiln"', "everywhere"),
        ('foretell company alias "Merck Group" Merck --article 21abb', "in one article"),
        ('foretell company alias --new "Belden Kiln" "Belden Kiln"', "it is a company"),
    )
)
def alias(
    context: typer.Context,
    asked: Asked,
    name: Annotated[str, typer.Argument(help="One more name of it.")],
    article: Article = None,
    new: Annotated[bool, typer.Option("--new", help="COMPANY is not known yet.")] = False,
    by: By = None,
    why: Why = None,
) -> None:
    """Let NAME stand for COMPANY, whoever had it before."""
    from schemas import DecisionKind

    settings = settings_of(context)
    known = directory(settings)
    place = article and article_id(settings, article)
    decide(
        settings, known, DecisionKind.ALIAS,
        known.find_or_name(asked) if new else known.find(asked),
        name=" ".join(name.split()), article_id=place, by=by, why=why,
    )  # fmt: skip
    if place is None:
        say("articles read before are searched for the name by the next `foretell ingest`")


@company.command(epilog=examples(("foretell company show Nvidia -f json", "for a program")))
def show(
    context: typer.Context,
    asked: Asked,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Show what is known of a company, and by which names the articles call it."""
    from pipeline.cli.company_names import published
    from pipeline.cli.company_page import field_rows

    settings = settings_of(context)
    known = directory(settings)
    found = known.find(asked)
    with published(settings) as reader:
        rows = field_rows(found, known.register, reader)
    print_rows(("field", "value"), rows, format)


@company.command(epilog=examples(("foretell company decisions", "the newest last")))
def decisions(
    context: typer.Context,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """List the decisions."""
    from pipeline.decisions import COLUMNS, load_decisions

    rows = [
        [getattr(each, name) for name in COLUMNS]
        for each in load_decisions(settings_of(context).home)
    ]
    print_rows(COLUMNS, rows, format)


@company.command(epilog=examples(("foretell company undo merge_0123456789abcdef", "by its id")))
def undo(
    context: typer.Context,
    decision: Annotated[str, typer.Argument(help="Its id; `decisions` lists them.")],
) -> None:
    """Take a decision back: its row goes, and the warehouse is as before it."""
    from pipeline.decisions import remove_decision

    settings = settings_of(context)
    path = remove_decision(settings.home, decision)
    say(f"{decision} was taken out of {path}")
    bring_up(settings)


@company.command(name="apply", epilog=examples((APPLY, "after editing the tables by hand")))
def apply_decisions(context: typer.Context) -> None:
    """Let the warehouse go by the tables of companies as they are now."""
    bring_up(settings_of(context))
