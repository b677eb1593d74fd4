"""Notices on their way to whoever the settings name; a run never fails for one that is lost."""

import logging
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.notices import Notice, failure, notices_of
from pipeline.settings import Settings
from schemas import ForetellError, Run, SettingsError

if TYPE_CHECKING:
    from apprise import Apprise

LOG = logging.getLogger(__name__)


def addresses(settings: Settings) -> list[str]:
    """Return whom the settings name: addresses of apprise's, which may hold what is secret."""
    return settings.notify.get_secret_value().split()


def check_addresses(settings: Settings) -> None:
    """Make sure that each address is one that apprise knows.

    Raises:
        SettingsError: One is not; it is named by its place and its first word alone.
    """
    for place, address in enumerate(addresses(settings), start=1):
        if not _target([address]):
            kind = address.partition("://")[0]
            raise SettingsError(
                f"notify: address {place} ({kind}://…) is none that apprise knows; see "
                "docs/operations.md"
            )


def send(notices: Iterable[Notice], settings: Settings) -> bool:
    """Send notices to all that the settings name; tell whether each has arrived."""
    waiting = list(notices)
    named = addresses(settings)
    if not waiting or not named:
        return True
    target = _target(named)
    arrived = [bool(target.notify(title=each.title, body=each.body)) for each in waiting]
    if len(target) == len(named) and all(arrived):
        return True
    LOG.error(
        "%s of %s notices did not reach everybody; look at `notify` in the settings",
        sum(not each for each in arrived) or len(waiting),
        len(waiting),
    )
    return False


def _target(named: Sequence[str]) -> "Apprise":
    """Return those of these addresses that apprise knows, ready to be told."""
    with warnings.catch_warnings():
        # It loads all of its plugins, and what some of them import is deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        from apprise import Apprise  # a second that most commands have no use for

        target = Apprise()
        for address in named:
            target.add(address)
    return target


def tell_of(run: Run, settings: Settings) -> None:
    """Tell what is to be told after a run; what goes wrong with it is logged."""
    try:
        send(notices_of(run, settings), settings)
    except ForetellError as error:
        LOG.error("nobody was notified: %s", error)  # noqa: TRY400 - one line says it


@contextmanager
def telling_failures(command: str, settings: Settings) -> Iterator[None]:
    """Tell of whatever ends the block early, and let it go on."""
    try:
        yield
    except Exception as error:
        send([failure(command, f"{type(error).__name__}: {error}")], settings)
        raise
