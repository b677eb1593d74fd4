"""A text cut at the borders of its records: each piece with the records that it is part of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that has a card.

    Attributes:
        char_start: First character in the raw text.
        char_end: One past the last.
        card: The id of the card in the page.
        kind: The class of its colour: actual, estimate, forecast, target, company, rejected,
            statement.
        label: What a screen reader says of it.
    """

    char_start: int
    char_end: int
    card: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text.

    Attributes:
        text: Its characters.
        mark: The innermost record that it is part of; None for none.
        in_statement: Whether a forecast is made in it.
        is_first: Whether the record begins here, so that the link has its id here.
    """

    text: str
    mark: Mark | None
    in_statement: bool
    is_first: bool


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Yield the pieces of `text` in order; together they are the text.

    Where records overlap the shortest one has the piece, since a link holds no other link.
    """
    borders = sorted({0, len(text), *(m.char_start for m in marks), *(m.char_end for m in marks)})
    links = sorted((m for m in marks if m.kind != "statement"), key=_length)
    statements = [m for m in marks if m.kind == "statement"]
    seen: set[str] = set()
    for start, end in pairwise(borders):
        mark = next((m for m in links if _holds(m, start, end)), None)
        inside = any(_holds(m, start, end) for m in statements)
        is_first = mark is not None and mark.card not in seen
        if mark:
            seen.add(mark.card)
        yield Piece(text[start:end], mark, inside, is_first)


def paragraphs(found: Iterator[Piece]) -> list[list[Piece]]:
    """Return the pieces by paragraph; empty lines are left out."""
    lines: list[list[Piece]] = [[]]
    for piece in found:
        first, *others = piece.text.split("\n")
        lines[-1].append(_part(piece, first, piece.is_first))
        lines += [[_part(piece, other, False)] for other in others]
    return [line for line in lines if any(piece.text.strip() for piece in line)]


def _part(piece: Piece, text: str, is_first: bool) -> Piece:
    """Return one line of a piece."""
    return Piece(text, piece.mark, piece.in_statement, is_first)


def _holds(mark: Mark, start: int, end: int) -> bool:
    return mark.char_start <= start and end <= mark.char_end


def _length(mark: Mark) -> int:
    return mark.char_end - mark.char_start
