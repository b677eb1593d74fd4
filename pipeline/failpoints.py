"""Places where a test makes a run die, fail, wait or fill the disk; else they do nothing.

FORETELL_FAILPOINTS names them: POINT=ACTION[@TIME], several with ";" between.
`before-commit=kill@2` ends the process at once when it comes to its second commit,
`stage=fill:/mnt/small` fills the disk of a folder, `publish=sleep:5` waits, `clean=raise` raises.
"""

import errno
import os
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

VARIABLE = "FORETELL_FAILPOINTS"

POINTS = (
    "discover",
    "read",
    "clean",
    "extract",
    "stage",
    "before-commit",
    "after-commit",
    "checkpoint",
    "before-publish",
    "publish",
)
"""The borders between the stages of a run, in order; but for "before-…", each is after its stage.

An article passes read, clean and extract, a batch stage and the commits, a run the others.
"""

FILLING = "foretell-filling"
"""The file that fills a disk."""

_BLOCK = 65_536


class Injected(RuntimeError):
    """What "raise" raises."""


@dataclass(frozen=True, slots=True)
class _Order:
    """What to do at a point: the action, its argument, and at which passing (from 1)."""

    action: str
    argument: str
    passing: int


@dataclass(frozen=True, slots=True)
class _Orders:
    """What to do at which point, and how often each was passed."""

    orders: dict[str, _Order]
    passed: Counter[str] = field(default_factory=Counter)


def failpoint(name: str) -> None:
    """Do what FORETELL_FAILPOINTS says of this point; without that variable nothing.

    Raises:
        Injected: That is what it says.
        ValueError: The variable is wrong.
    """
    text = os.environ.get(VARIABLE)
    if text:
        _pass(_orders(text), name)


def _pass(orders: _Orders, name: str) -> None:
    """Count the passing of a point, and do what is to be done at it."""
    order = orders.orders.get(name)
    if order is None:
        return
    orders.passed[name] += 1
    if orders.passed[name] != order.passing:
        return
    match order.action:
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "raise":
            raise Injected(f"{VARIABLE} raises at {name}")
        case "sleep":
            time.sleep(float(order.argument))
        case "fill":
            _fill(Path(order.argument))


@cache
def _orders(text: str) -> _Orders:
    """Return the orders of the variable's text; cached, so that passings are counted."""
    return _Orders(dict(_order(part) for part in text.split(";") if part.strip()))


def _order(part: str) -> tuple[str, _Order]:
    """Return one point and its order.

    Raises:
        ValueError: There is no such point or action, or its argument is missing.
    """
    name, _, told = part.strip().partition("=")
    told, _, passing = told.partition("@")
    action, _, argument = told.partition(":")
    needs_argument = action in ("sleep", "fill")
    is_known = name in POINTS and (needs_argument or action in ("kill", "raise"))
    if not is_known or needs_argument is not bool(argument):
        raise ValueError(
            f"{VARIABLE}: {part!r} is no POINT=ACTION; points: {', '.join(POINTS)}; "
            "actions: kill, raise, sleep:SECONDS, fill:FOLDER, each with @TIME or without"
        )
    return name, _Order(action, argument, int(passing or 1))


def _fill(folder: Path) -> None:
    """Write a file into a folder until its disk is full."""
    with (folder / FILLING).open("wb", buffering=0) as file:
        try:
            while file.write(bytes(_BLOCK)):
                pass
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
