"""The words by which views tell whether claims of several articles are about the same thing.

The rule itself is `views/comparables.sql` with its macros; here are its two tables of words.
"""

from hashlib import sha256
from string import Template

import duckdb

from pipeline.lexicon import read_table
from schemas import SettingsError

MEASURES = ("measure", "about", "source")
REGIONS = ("form", "region", "source")
ABOUT = ("owner", "place")

_EMPTY = Template("DELETE FROM core.$table")
# In one statement: a lake makes a file of each.
_FILL = Template("INSERT INTO core.$table SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[])")

_Pairs = list[tuple[str, str]]


def subject_words() -> dict[str, _Pairs]:
    """Return the rows of each table of `core`, without their sources.

    Raises:
        SettingsError: A table is missing, or a measure is about neither owner nor place.
    """
    measures = [(row["measure"], row["about"]) for row in read_table("measures", MEASURES)]
    for measure, about in measures:
        if about not in ABOUT:
            raise SettingsError(
                f"seeds/lexicon/measures.csv: {measure}: about {about!r} is none of "
                f"{', '.join(ABOUT)}"
            )
    regions = [(row["form"], row["region"]) for row in read_table("region_names", REGIONS)]
    return {"measures": measures, "region_names": regions}


def digest_of(words: dict[str, _Pairs]) -> str:
    """Return what changes when a word does, so that views are built anew."""
    return sha256(repr(words).encode()).hexdigest()


def enter_subject_words(con: duckdb.DuckDBPyConnection, words: dict[str, _Pairs]) -> None:
    """Replace the rows of the tables, in the open transaction."""
    for table, pairs in words.items():
        con.execute(_EMPTY.substitute(table=table))
        con.execute(
            _FILL.substitute(table=table), [list(side) for side in zip(*pairs, strict=True)]
        )
