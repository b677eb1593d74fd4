"""Inputs that are as they were, and have to be read all the same: another one has changed.

A text that several inputs hold has its rows from one of them. Where that one comes to hold
another text, its rows are those of an earlier revision, and the others have to give their own.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from pipeline.engines.orders import Task, file_of, name_of
from pipeline.fetch.visits import Visit


def overtaken(
    known: Mapping[str, str], now: Collection[str], read: Collection[str]
) -> frozenset[str]:
    """Return the names of articles that the warehouse has lost sight of, and nobody has read.

    Args:
        known: What it knew when the run began, by name.
        now: Names of what it knows now.
        read: Names of what this run has read.
    """
    return frozenset(name for name in known if name not in now and name not in read)


def holders(tasks: Iterable[Task], names: Collection[str]) -> list[Task]:
    """Return the inputs that hold articles of these names; a page as it was fetched."""
    files = {file_of(name) for name in names}
    found = {name_of(one): one for one in tasks if file_of(name_of(one)) in files}
    return [
        replace(one, is_new=True) if isinstance(one, Visit) and one.is_same else one
        for one in found.values()
    ]
