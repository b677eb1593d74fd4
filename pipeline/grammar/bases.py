"""What a change is compared with: "year over year", "sequentially", "since 2019"."""

from dataclasses import dataclass

from pipeline.grammar.bases_rules import BASIS_RULES, BasisRule
from pipeline.grammar.periods_patterns import compile_pattern, letters
from pipeline.grammar.periods_tokens import Token, read_tokens
from schemas import Basis


@dataclass(frozen=True, slots=True)
class FoundBasis:
    """Words that say what a change is compared with.

    `start` and `end` are half-open positions in the text that was given; `rule` names the
    pattern that decided.
    """

    start: int
    end: int
    basis: Basis
    rule: str


def find_bases(text: str) -> tuple[FoundBasis, ...]:
    """Return the stated comparisons of a text in reading order; of two that overlap the longer."""
    tokens = read_tokens(text)
    kept: list[FoundBasis] = []
    taken: set[int] = set()
    for first, end, rule in sorted(
        _matches(tokens), key=lambda match: (match[0] - match[1], match[0])
    ):
        if taken.isdisjoint(range(first, end)):
            taken.update(range(first, end))
            kept.append(FoundBasis(tokens[first].start, tokens[end - 1].end, rule.basis, rule.name))
    return tuple(sorted(kept, key=lambda basis: basis.start))


def _matches(tokens: list[Token]) -> list[tuple[int, int, BasisRule]]:
    """Return every match as token numbers and rule, overlapping ones included."""
    string = letters(tokens)
    return [
        (match.start(), match.end(), rule)
        for rule in BASIS_RULES
        for match in compile_pattern(rule.pattern).finditer(string)
    ]
