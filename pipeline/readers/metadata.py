"""What is known about an article beside its text: from its sidecar, or its front matter."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime

from schemas import Metadata, RejectionReason, SourceError

KEYS = tuple(Metadata.model_fields)
"""The keys that a sidecar may have."""

# "en"
LANGUAGE = re.compile(r"[a-z]{2}")


def read_sidecar(content: bytes | None) -> Metadata:
    """Return what NAME.meta.toml says; all unknown where there is none.

    Raises:
        SourceError: It is no TOML, has a key that is unknown, or a value of the wrong kind.
    """
    if content is None:
        return Metadata()
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    # Beside its own error tomllib lets out those of a number or a nesting beyond all measure.
    except (ValueError, RecursionError) as error:
        raise bad(f"the sidecar is not valid TOML ({error}); correct it") from error
    return check(table, "the sidecar")


def check(table: Mapping[str, object], where: str) -> Metadata:
    """Return a table of values as metadata.

    Raises:
        SourceError: A key is unknown or a value of the wrong kind; it names `where` and the key.
    """
    for key in table:
        if key not in KEYS:
            raise bad(f"{where} has the unknown key {key!r}; known are {', '.join(KEYS)}")
    return Metadata(
        title=_text(table, "title", where),
        published_on=_day(table, "published_on", where),
        source_uri=_text(table, "source_uri", where),
        publisher=_text(table, "publisher", where),
        author=_text(table, "author", where),
        language=_language(table, where),
    )


def merge(first: Metadata, second: Metadata) -> Metadata:
    """Return what either knows; the first's word counts where both know."""
    known = first.model_dump(exclude_none=True)
    return second.model_copy(update=known)


def bad(detail: str) -> SourceError:
    """Return the error of a sidecar or front matter that is wrong."""
    return SourceError(RejectionReason.BAD_SIDECAR, detail)


def _text(table: Mapping[str, object], key: str, where: str) -> str | None:
    """Return a text; None where the key is missing."""
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise bad(f'{where}: {key} must be a text in quotes, such as {key} = "…", not {value!r}')
    return value.strip()


def _language(table: Mapping[str, object], where: str) -> str | None:
    """Return a code of two small letters; None where the key is missing."""
    value = _text(table, "language", where)
    if value is not None and not LANGUAGE.fullmatch(value):
        raise bad(f'{where}: language must be a code of two letters, such as "en", not {value!r}')
    return value


def _day(table: Mapping[str, object], key: str, where: str) -> date | None:
    """Return a day, written as TOML's date or as a text; None where the key is missing."""
    value = table.get(key)
    if isinstance(value, str):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            pass
    elif value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    raise bad(f"{where}: {key} must be a day such as {key} = 2024-12-20, not {str(value)!r}")
