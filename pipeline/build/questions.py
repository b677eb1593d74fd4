"""What the reading net learns from: windows of annotated articles and the choices made in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.build.choices import Choice, choices_of, plain_features
from pipeline.encoder import FIRST, LAST
from pipeline.extract.heads import FIELDS
from pipeline.extract.pointing import class_of, distance_class, locate, words_of
from pipeline.extract.windows import Windows, windows_of
from pipeline.process import Processor
from pipeline.ranking import Span
from pipeline.wordpieces import PieceTable


@dataclass(frozen=True, slots=True)
class Question:
    """One choice in one window; the lists have an entry for each candidate.

    Attributes:
        field: What is chosen.
        number: The asking span's pieces, counted from the window's first.
        places: Where each candidate stands; None where it does not stand in the window.
        phrases: The pieces of each candidate's own words.
        classes: The class of each (`pipeline.extract.pointing.class_of`).
        distances: The class of each one's distance.
        features: The features that the ranker weighs.
        right: Which are right.
    """

    field: str
    number: Span
    places: Sequence[Span | None]
    phrases: Sequence[Sequence[int]]
    classes: Sequence[str]
    distances: Sequence[int]
    features: Sequence[Mapping[str, float]]
    right: Sequence[bool]


@dataclass(slots=True)
class Page:
    """A window with its pieces, those around it included, and what is asked of it."""

    article: str
    ids: list[int]
    questions: list[Question] = field(default_factory=list)


def make_pages(
    rows: Iterable[tuple[Mapping[str, object], str]], processor: Processor, table: PieceTable
) -> Iterator[Page]:
    """Yield the windows of annotated stretches in which there is something to choose."""
    for row, text in rows:
        article, choices = choices_of(row, text, processor)
        if article is not None:
            yield from _pages(str(row["origin"]), choices, windows_of(article, table))


def _pages(origin: str, choices: Iterable[Choice], windows: Windows) -> Iterator[Page]:
    """Yield the windows of one stretch."""
    pages: dict[int, Page] = {}
    for choice in choices:
        if choice.field not in FIELDS or len(choice.candidates) < 2:
            continue
        asked = locate(choice.field, choice.candidates, choice.span, windows)
        if asked is None:
            continue
        if asked.window not in pages:
            ids = windows.pieces(asked.window).ids
            pages[asked.window] = Page(origin, [FIRST, *ids, LAST])
        name, candidates = choice.field, choice.candidates
        pages[asked.window].questions.append(
            Question(
                field=name,
                number=asked.number,
                places=asked.places,
                phrases=[windows.ids_of(words_of(name, c)) for c in candidates],
                classes=[class_of(name, c) for c in candidates],
                distances=[distance_class(asked.number, place) for place in asked.places],
                features=[plain_features(c) for c in candidates],
                right=choice.right,
            )
        )
    yield from pages.values()
