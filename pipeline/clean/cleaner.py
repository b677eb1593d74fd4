"""Runs the cleaning rules over a raw text and keeps account of what they changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.clean.characters import (
    decode_entities,
    open_ligatures,
    remove_invisible,
    unify_line_ends,
)
from pipeline.clean.glue import open_glued_sentences
from pipeline.clean.hyphens import join_divided_words
from pipeline.clean.lines import (
    BOILERPLATE_RULE,
    REPEATED_RULE,
    remove_boilerplate_lines,
    remove_repeated_lines,
)
from pipeline.clean.mojibake import repair_mojibake
from pipeline.offsets import OffsetMap, apply_edits, chain_edits
from schemas import Edit

Rule = Callable[[str], Iterator[Edit]]

RULES: tuple[Rule, ...] = (
    repair_mojibake,
    unify_line_ends,
    remove_invisible,
    decode_entities,
    open_ligatures,
    remove_boilerplate_lines,
    remove_repeated_lines,
    join_divided_words,
    open_glued_sentences,
)
"""Every cleaning rule, in the order in which they see the text: characters, lines, sentences."""


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text ready for reading, with the way back to the raw text.

    `edits` and `boilerplate` count in code points of the raw text, in order; `boilerplate`
    are the spans that were set aside and that one of the edits removes.
    """

    text: str
    edits: tuple[Edit, ...]
    offsets: OffsetMap
    boilerplate: tuple[tuple[int, int], ...]


def clean(raw_text: str) -> CleanText:
    """Return `raw_text` repaired: `text` is the raw text with `edits` made, and no more.

    Rules run again until none has anything left to repair, because one repair can uncover
    the next: a soft hyphen hides a glued sentence. So cleaning a cleaned text changes nothing.
    """
    edits: tuple[Edit, ...] = ()
    text = raw_text
    while added := _run_rules(edits, text):
        edits = added
        text, _ = apply_edits(raw_text, edits)
    text, offsets = apply_edits(raw_text, edits)
    boilerplate = tuple(
        (edit.char_start, edit.char_end)
        for edit in edits
        if edit.rule in (BOILERPLATE_RULE, REPEATED_RULE)
    )
    return CleanText(text=text, edits=edits, offsets=offsets, boilerplate=boilerplate)


def _run_rules(edits: tuple[Edit, ...], text: str) -> tuple[Edit, ...]:
    """Return `edits` together with what every rule adds to `text`; empty if none adds any."""
    changed = False
    for rule in RULES:
        proposed = tuple(rule(text))
        if proposed:
            edits = chain_edits(edits, text, proposed)
            text, _ = apply_edits(text, proposed)
            changed = True
    return edits if changed else ()
