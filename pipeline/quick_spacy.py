"""spaCy without its own command line, which a third of its import time goes to.

`import spacy` imports `spacy.cli` for the sake of one function, `spacy.info`, and with it
project management and HTTP clients: 0.75 of 2.0 s of processor time on the way to a
researcher's answer. Nothing here calls that function.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

COMMANDS = ("spacy.cli", "spacy.cli.info")


@contextmanager
def without_commands() -> Iterator[None]:
    """Import spaCy in this block without its commands; they can be imported after it as ever.

    Does nothing where spaCy is imported already.
    """
    if "spacy" in sys.modules:
        yield
        return
    for name in COMMANDS:
        sys.modules[name] = ModuleType(name)
    sys.modules["spacy.cli"].__path__ = []
    sys.modules["spacy.cli.info"].info = None  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for name in COMMANDS:
            del sys.modules[name]
        if "spacy" in sys.modules:
            vars(sys.modules["spacy"]).pop("cli", None)
