"""spaCy is imported without its command line, and loses nothing by it."""

import subprocess
import sys

PROGRAM = """
import sys
from pipeline.quick_spacy import without_commands
with without_commands():
    import spacy
print("weasel" in sys.modules, "spacy.cli" in sys.modules)
print(len(spacy.blank("en")("Sales rose 5%.")))
from spacy.cli import info
print(callable(info), "weasel" in sys.modules)
"""


def test_commands_are_left_out_and_can_come_later() -> None:
    """The costly part stays away until somebody asks for it."""
    answer = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert answer.stdout.splitlines() == ["False False", "5", "True True"], answer.stderr


def test_nothing_is_touched_once_spacy_is_there() -> None:
    """An imported spaCy keeps its commands."""
    program = (
        "import spacy, sys\n"
        "from pipeline.quick_spacy import without_commands\n"
        "with without_commands():\n"
        "    import spacy.cli\n"
        "print(callable(spacy.info), 'weasel' in sys.modules)\n"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert answer.stdout == "True True\n", answer.stderr
