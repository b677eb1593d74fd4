"""A decision about companies: checked, entered, brought up in the warehouse, and told."""

import getpass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from pipeline.cli.output import counted
from pipeline.cli.session import say

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.cli.company_names import Directory, Named
    from pipeline.settings import Settings
    from schemas import CompanyDecision, DecisionKind

TOLD_BY = """
SELECT count(*), count(DISTINCT article_id) FROM company_mentions WHERE decision = ?
"""


def directory(settings: "Settings") -> "Directory":
    """Return every company that can be named in the workspace."""
    from pipeline.cli.company_names import Directory, published
    from pipeline.register import load_register

    with published(settings) as reader:
        return Directory(load_register(settings.home), reader)


def article_id(settings: "Settings", key: str) -> str:
    """Return the id of the article that `key` names."""
    from warehouse.stores import store_of

    with store_of(settings).reader() as reader:
        return reader.article(key).article.article_id


def decide(
    settings: "Settings",
    known: "Directory",
    kind: "DecisionKind",
    one: "Named",
    *,
    name: str | None = None,
    article_id: str | None = None,
    other: "Named | None" = None,
    by: str | None,
    why: str | None,
) -> None:
    """Enter one decision, unless it contradicts another, and let it count at once."""
    from pipeline.decisions import add_decision, conflict_of, decision_id
    from schemas import CompanyDecision, UsageError

    other_id = other.company_id if other else None
    made = CompanyDecision(
        decision=decision_id(kind, one.company_id, name, article_id, other_id),
        kind=kind,
        company_id=one.company_id,
        company=one.name,
        name=name,
        article_id=article_id,
        other_id=other_id,
        other=other.name if other else None,
        wordlike=kind == "alias" and is_wordlike(name or "", settings.home),
        decided_by=by or decided_by(),
        decided_on=today(),
        why=why,
    )
    if said := conflict_of(known.register.decisions, made):
        raise UsageError(f"{said}; `foretell company undo` takes a decision back")
    path = add_decision(settings.home, made)
    say(f"{told(made)}; entered in {path} as {made.decision}")
    bring_up(settings, made)


def told(made: "CompanyDecision") -> str:
    """Return what a decision says, in words."""
    company = f"{made.company} ({made.company_id})"
    if made.kind == "merge":
        return f"{made.other} ({made.other_id}) is {company}"
    which = f'"{made.name}"' if made.name else f"{made.company}"
    place = f" in article {made.article_id}" if made.article_id else ""
    whose = company if made.kind == "alias" else f"{made.other} ({made.other_id})"
    return f"{which}{place} is {whose}"


def bring_up(settings: "Settings", made: "CompanyDecision | None" = None) -> None:
    """Let readers see the companies by the tables as they are, and tell what changed."""
    from pipeline.register import load_register
    from warehouse.stores import store_of

    store = store_of(settings)
    news = store.enter_register(load_register(settings.home), wait_seconds=settings.wait_seconds)
    if not store.published.is_file():
        say("there is no warehouse yet; it counts from the first `foretell ingest` on")
    elif made is None:
        say("the warehouse goes by it" if news else "the warehouse went by it already")
    else:
        with store.reader() as reader:
            ((mentions, articles),) = reader.sql(TOLD_BY, [made.decision]).rows
        say(f"it tells {counted(mentions, 'mention')} in {counted(articles, 'article')}")


def decided_by() -> str:
    """Return who is at the keyboard."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a system without users
        return "unknown"


def today() -> date:
    """Return the day, UTC."""
    return datetime.now(UTC).date()


def is_wordlike(name: str, home: "Path") -> bool:
    """Return whether a name consists of everyday words, which need a second sign in a text."""
    from pipeline.grammar.names import split_words
    from pipeline.lexicon import read_table

    common = {row["word"] for row in read_table("common_words", ("word", "source"), workspace=home)}
    keys = [word.key for word in split_words(name)]
    return all(key in common or key.removesuffix("s") in common for key in keys)
