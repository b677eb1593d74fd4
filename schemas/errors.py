"""Everything that can go wrong, as one tree.

ForetellError
├── UsageError            the command was given something that cannot be (exit 2)
├── SettingsError         a setting or a seed table is wrong; nothing was started (exit 2)
├── ModelError            the language model is missing or not the one we know (exit 1)
├── EngineError           what extracts elsewhere cannot be used; the run stops (exit 1)
├── SourceError           one input cannot be used; it becomes a Rejection, the run goes on (exit 3)
└── WarehouseError        the warehouse cannot be used; the run stops (exit 1)
    ├── WarehouseBusy     another process writes (exit 4)
    ├── WarehouseMissing  there is no warehouse yet (exit 1)
    ├── ChecksFailed      rows are against a check; readers keep the old file (exit 5)
    ├── QueryError        the analyst's SQL was refused or is wrong (exit 2)
    └── UnknownName       no such view, article or record (exit 2)

A message says what is wrong, where, and what to do next. A bug is none of these and is
left to crash, except at `process`'s edge, where it rejects one article.
"""

from enum import StrEnum


class RejectionReason(StrEnum):
    """Why an article that was read was not loaded; a closed set."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    UNFINISHED = "unfinished"
    EMPTY = "empty"
    BINARY = "binary"
    ENCODING = "encoding"
    UNKNOWN_FORMAT = "unknown_format"
    BAD_SIDECAR = "bad_sidecar"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too_large"
    TOO_COSTLY = "too_costly"
    PARKED = "parked"
    NOT_TEXT = "not_text"
    NOT_ENGLISH = "not_english"
    FORBIDDEN = "forbidden"
    UNREACHABLE = "unreachable"
    EXTRACTION_FAILED = "extraction_failed"


class ForetellError(Exception):
    """Root of the errors that a person can do something about."""

    exit_code = 1


class UsageError(ForetellError):
    """The command was given something that cannot be: a name, a path, an option."""

    exit_code = 2


class SettingsError(ForetellError):
    """A setting or a table under `seeds/` is wrong; nothing was started."""

    exit_code = 2


class ModelError(ForetellError):
    """The language model is missing, or its files are not the ones that were measured."""


class EngineError(ForetellError):
    """The machines that extract cannot be used: not there, not alike, or not sharing a disk."""


class SourceError(ForetellError):
    """One input cannot be used. It becomes a Rejection and the run goes on."""

    exit_code = 3

    def __init__(self, reason: RejectionReason, detail: str) -> None:
        super().__init__(f"{reason.value}: {detail}")
        self.reason = reason
        self.detail = detail


class WarehouseError(ForetellError):
    """The warehouse cannot be used. The run stops."""


class WarehouseBusy(WarehouseError):
    """Another process writes to the warehouse."""

    exit_code = 4


class WarehouseMissing(WarehouseError):
    """There is no warehouse in this workspace yet."""


class ChecksFailed(WarehouseError):
    """Rows are against a check, so that readers keep the file they have."""

    exit_code = 5


class QueryError(WarehouseError):
    """The analyst's SQL was refused or is wrong."""

    exit_code = 2


class UnknownName(WarehouseError):
    """No view, article or record has this name."""

    exit_code = 2
