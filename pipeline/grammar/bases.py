"""What a change is compared with: "year over year", "sequentially", "since 2019"."""

from dataclasses import dataclass

from pipeline.grammar.bases_rules import BASIS_RULES
from pipeline.grammar.periods_patterns import compile_pattern, letters
from pipeline.grammar.periods_tokens import Token, read_tokens
from schemas import Basis


@dataclass(frozen=True, slots=True)
class FoundBasis:
    """Words that say what a change is compared with.

    `start` and `end` are half-open positions in the text that was given; `rule` is the pattern
    that decided, in the words of the grammar.
    """

    start: int
    end: int
    basis: Basis
    rule: str


def find_bases(text: str) -> tuple[FoundBasis, ...]:
    """Return the stated comparisons of a text in reading order; of two that overlap the longer."""
    tokens = read_tokens(text)
    found = [basis for basis in _matches(tokens)]
    found.sort(key=lambda basis: (basis.start - basis.end, basis.start))
    kept: list[FoundBasis] = []
    for basis in found:
        if all(basis.end <= other.start or basis.start >= other.end for other in kept):
            kept.append(basis)
    return tuple(sorted(kept, key=lambda basis: basis.start))


def _matches(tokens: list[Token]) -> list[FoundBasis]:
    """Return every match of every rule, overlapping ones included."""
    string = letters(tokens)
    return [
        FoundBasis(tokens[match.start()].start, tokens[match.end() - 1].end, basis, pattern)
        for pattern, basis in BASIS_RULES
        for match in compile_pattern(pattern).finditer(string)
    ]
