"""Queries that come with Foretell: `queries/*.sql`, each with a title and its parameters.

The first line of a file is its title; each line `-- ? NAME: EXAMPLE` names the parameter
that the next `?` stands for, or `$1`, `$2`, … where one stands in several places.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from schemas import UnknownName
from warehouse.names import nearest

FOLDER = Path(__file__).resolve().parent / "queries"

# "-- ? year: 2028"
_PARAMETER = re.compile(r"^-- \? (\w{1,40}): (.{1,100})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ReadyQuery:
    """A query that is ready to run.

    Attributes:
        name: The file's name without its ending, words joined by "-".
        title: What it answers, one sentence.
        parameters: Name and example of each `?` or `$1`, in order.
        sql: The whole text.
    """

    name: str
    title: str
    parameters: tuple[tuple[str, str], ...]
    sql: str


@cache
def ready_queries() -> tuple[ReadyQuery, ...]:
    """Return every ready query, by name."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.sql")))


def ready_query(name: str) -> ReadyQuery:
    """Return the ready query of that name.

    Raises:
        UnknownName: There is none; the message names the nearest.
    """
    queries = {query.name: query for query in ready_queries()}
    if name not in queries:
        raise UnknownName(f"there is no ready query {name!r}; {nearest(name, queries)}")
    return queries[name]


def _read(path: Path) -> ReadyQuery:
    """Return the query of one file."""
    text = path.read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("-- ")
    parameters = tuple((name, example) for name, example in _PARAMETER.findall(text))
    return ReadyQuery(path.stem, title, parameters, text)
