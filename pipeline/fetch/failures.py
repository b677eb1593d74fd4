"""What can go wrong on the way to an address: for now, or for good."""

from schemas import RejectionReason, SourceError


class FetchError(SourceError):
    """An address gave nothing that can be used.

    Attributes:
        passing: Whether trying again may help.
        retry_after: Seconds that the server asks to wait first; None where it does not say.
        is_spent: Whether all tries of this run have been made.
    """

    def __init__(
        self,
        reason: RejectionReason,
        detail: str,
        *,
        passing: bool = False,
        retry_after: float | None = None,
        is_spent: bool = False,
    ) -> None:
        super().__init__(reason, detail)
        self.passing = passing
        self.retry_after = retry_after
        self.is_spent = is_spent


def forbidden(detail: str) -> FetchError:
    """Return the error of an address that we may not ask."""
    return FetchError(RejectionReason.FORBIDDEN, detail)


def unreachable(detail: str, *, retry_after: float | None = None) -> FetchError:
    """Return the error of an address that does not answer now."""
    return FetchError(RejectionReason.UNREACHABLE, detail, passing=True, retry_after=retry_after)


def gone(detail: str) -> FetchError:
    """Return the error of an address that will not answer otherwise."""
    return FetchError(RejectionReason.UNREACHABLE, detail)


def too_large(limit: int) -> FetchError:
    """Return the error of an answer above `limit` bytes."""
    return FetchError(
        RejectionReason.TOO_LARGE,
        f"the answer is above {limit:,} bytes; raise max_bytes in foretell.toml to read it",
    )
