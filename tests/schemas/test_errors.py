"""The tree of errors and its exit codes."""

import pytest

import schemas
from schemas import ForetellError, RejectionReason, SourceError

CODES = {
    "ForetellError": 1,
    "UsageError": 2,
    "SettingsError": 2,
    "EngineError": 1,
    "ModelError": 1,
    "SourceError": 3,
    "WarehouseError": 1,
    "WarehouseBusy": 4,
    "WarehouseMissing": 1,
    "ChecksFailed": 5,
    "QueryError": 2,
    "UnknownName": 2,
}


@pytest.mark.parametrize(("name", "code"), CODES.items())
def test_exit_codes(name: str, code: int) -> None:
    """Every error is one of ours and ends the command with its own code."""
    error = getattr(schemas, name)
    assert issubclass(error, ForetellError)
    assert error.exit_code == code


def test_no_error_is_left_out() -> None:
    """The table above knows the whole tree."""

    def below(error: type[ForetellError]) -> set[str]:
        ours = [each for each in error.__subclasses__() if each.__module__ == error.__module__]
        return {error.__name__}.union(*(below(each) for each in ours))

    assert below(ForetellError) == set(CODES)


def test_source_error_says_why() -> None:
    """Reason and detail are kept apart, and read as one line."""
    error = SourceError(RejectionReason.EMPTY, "nothing in it")
    assert (error.reason, error.detail) == (RejectionReason.EMPTY, "nothing in it")
    assert str(error) == "empty: nothing in it"
