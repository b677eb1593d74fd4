"""The reading net while it learns: encoder and heads in PyTorch, and how pages are put to it.

What each part is worth once trained is read by `pipeline.extract.heads`, which does the same
sums with NumPy; `python -m pipeline.build.encoder` compares the two before it writes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.build.questions import Page, Question
from pipeline.extract.heads import FIELDS
from pipeline.extract.pointing import ABSENT

WIDE = 384
HIDDEN = 96
WORDS = 64
DROPPED = 0.3
MIN_FEATURE, MIN_CLASS = 5, 10
"""How often a feature or a class of candidates must occur to be learnt."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The features, by field and name, and the classes that are learnt, with their numbers."""

    features: Mapping[tuple[str, str], int]
    classes: Mapping[str, int]

    @staticmethod
    def of(pages: Iterable[Page]) -> "Vocabulary":
        """Return what occurs often enough; class 0 is for all others."""
        features: Counter[tuple[str, str]] = Counter()
        classes: Counter[str] = Counter()
        for question in (q for page in pages for q in page.questions):
            features.update((question.field, n) for n in {n for f in question.features for n in f})
            classes.update(question.classes)
        told = sorted(name for name, count in features.items() if count >= MIN_FEATURE)
        kept = sorted(name for name, count in classes.items() if count >= MIN_CLASS)
        return Vocabulary(
            {name: i for i, name in enumerate(told)},
            {name: i for i, name in enumerate(kept, start=1)},
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """The questions of one field in several pages, as tensors over all candidates.

    Runs are half-open in the pages' pieces laid end to end; `asker` tells of each candidate
    which question it belongs to, `stands` whether it has a run at all.
    """

    field: str
    numbers: Tensor
    runs: Tensor
    stands: Tensor
    phrases: Tensor
    phrase_starts: Tensor
    classes: Tensor
    distances: Tensor
    features: Tensor
    feature_starts: Tensor
    feature_values: Tensor
    asker: Tensor
    right: Tensor


def batch_of(
    field: str, pages: Sequence[Page], starts: Sequence[int], vocabulary: Vocabulary
) -> Batch | None:
    """Return the questions of a field in these pages; None for none.

    Args:
        field: The field.
        pages: The pages.
        starts: Where each page begins among all pages' pieces.
        vocabulary: The numbers of features and classes.
    """
    asked = [
        (start + 1, q)
        for page, start in zip(pages, starts, strict=True)
        for q in page.questions
        if q.field == field
    ]
    if not asked:
        return None
    phrases, phrase_starts = _laid([p for _, q in asked for p in q.phrases])
    known = [_known(q, features, vocabulary) for _, q in asked for features in q.features]
    features, feature_starts = _laid([[i for i, _ in one] for one in known])
    places = [(at, place) for at, q in asked for place in q.places]
    return Batch(
        field,
        numbers=torch.tensor([(at + q.number[0], at + q.number[1]) for at, q in asked]),
        runs=torch.tensor([(at + p[0], at + p[1]) if p else (0, 1) for at, p in places]),
        stands=torch.tensor([float(p is not None) for _, p in places]),
        phrases=phrases,
        phrase_starts=phrase_starts,
        classes=torch.tensor([vocabulary.classes.get(c, 0) for _, q in asked for c in q.classes]),
        distances=torch.tensor([d for _, q in asked for d in q.distances]),
        features=features,
        feature_starts=feature_starts,
        feature_values=torch.tensor([v for one in known for _, v in one]),
        asker=torch.tensor([i for i, (_, q) in enumerate(asked) for _ in q.right]),
        right=torch.tensor([r for _, q in asked for r in q.right]),
    )


def _known(
    question: Question, features: Mapping[str, float], vocabulary: Vocabulary
) -> list[tuple[int, float]]:
    numbers = vocabulary.features
    named = ((numbers.get((question.field, name)), value) for name, value in features.items())
    return [(number, value) for number, value in named if number is not None]


def _laid(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Return rows of whole numbers laid end to end, and where each begins."""
    starts: list[int] = []
    laid: list[int] = []
    for row in rows:
        starts.append(len(laid))
        laid += row
    return torch.tensor(laid, dtype=torch.long), torch.tensor(starts, dtype=torch.long)


class FieldHead(nn.Module):  # type: ignore[misc]
    """The numbers of one field: `pipeline.extract.heads.Head`."""

    def __init__(self) -> None:
        """Start with a hidden layer that is worth nothing."""
        super().__init__()
        self.number = nn.Linear(WIDE, HIDDEN)
        self.place = nn.Linear(WIDE, HIDDEN)
        self.phrase = nn.Linear(WORDS, HIDDEN, bias=False)
        self.out = nn.Linear(HIDDEN, 1, bias=False)
        self.pull = nn.Linear(WIDE, HIDDEN, bias=False)
        self.match = nn.Linear(HIDDEN, 2 * HIDDEN, bias=False)
        nn.init.zeros_(self.out.weight)


class ReadingHeads(nn.Module):  # type: ignore[misc]
    """All heads, the words, classes and distances that they share, and the features' weights."""

    def __init__(self, vocabulary: Vocabulary, word_vectors: Tensor) -> None:
        """Take the vocabulary, and a row for each word piece."""
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(len(vocabulary.features)))
        self.classes = nn.Embedding(len(vocabulary.classes) + 1, HIDDEN)
        self.distances = nn.Embedding(ABSENT + 1, HIDDEN)
        for shared in (self.classes, self.distances):
            nn.init.normal_(shared.weight, std=0.1)
        self.register_buffer("word_vectors", word_vectors * 4)
        self.words = nn.Linear(WIDE, WORDS, bias=False)
        self.fields = nn.ModuleDict({name: FieldHead() for name in FIELDS})
        self.dropout = nn.Dropout(DROPPED)

    def forward(self, batch: Batch, states: Tensor) -> Tensor:
        """Return each candidate's score; `states` are the vectors of all pieces, end to end."""
        head = self.fields[batch.field]
        sums = torch.cat([torch.zeros(1, WIDE), states.cumsum(0)])
        number = self.dropout(_means(sums, batch.numbers))
        place = self.dropout(_means(sums, batch.runs))
        phrase = self.words(
            functional.embedding_bag(
                batch.phrases, self.word_vectors, batch.phrase_starts, mode="mean"
            )
        )
        hidden = self.dropout(head.place(place) * batch.stands[:, None] + head.phrase(phrase))
        known = self.classes(batch.classes) + self.distances(batch.distances)
        mixed = functional.silu(head.number(number)[batch.asker] + hidden + known)
        score = head.out(self.dropout(mixed)).squeeze(-1)
        pull = head.match(head.pull(number))[batch.asker] / HIDDEN**0.5
        return score + (torch.cat([hidden, known], -1) * pull).sum(-1) + self._weighed(batch)

    def _weighed(self, batch: Batch) -> Tensor:
        """Return the weighted sums of the candidates' features."""
        return functional.embedding_bag(
            batch.features,
            self.weights[:, None],
            batch.feature_starts,
            mode="sum",
            per_sample_weights=batch.feature_values,
        ).squeeze(-1)


def _means(sums: Tensor, runs: Tensor) -> Tensor:
    first, last = runs[:, 0], runs[:, 1]
    return (sums[last] - sums[first]) / (last - first)[:, None]


def losses(score: Tensor, batch: Batch) -> Tensor:
    """Return minus the log chance of the right candidates, for each question that has any."""
    count = len(batch.numbers)
    top = torch.full((count,), -1e9).scatter_reduce(0, batch.asker, score.detach(), "amax")
    parts = torch.exp(score - top[batch.asker])
    whole = torch.zeros(count).index_add(0, batch.asker, parts)
    right = torch.zeros(count).index_add(0, batch.asker, parts * batch.right)
    answerable = torch.zeros(count).index_add(0, batch.asker, batch.right.float()) > 0
    return -torch.log(right[answerable] / whole[answerable] + 1e-6)


def hits(score: Tensor, batch: Batch) -> tuple[int, int]:
    """Return how many questions' first best candidate is right, and how many questions."""
    right = 0
    for question in range(len(batch.numbers)):
        own = batch.asker == question
        right += bool(batch.right[own][int(torch.argmax(score[own]))])
    return right, len(batch.numbers)
