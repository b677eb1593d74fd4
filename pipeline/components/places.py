"""Places that a sentence names, as written: "North America", "China", "global"."""

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.components.marked import MarkedSentence, Place, Placed
from pipeline.lexicon import read_table

PLACE_LABELS = ("GPE", "LOC")
WORLD = ("global", "globally", "worldwide", "world")
LEADING = ("in", "across", "throughout", "within", "outside")
# "North America" | "U.S." | "Rio de Janeiro": capitalised words, small links between them.
NAME = re.compile(r"(?:[A-Z][\w.&-]{0,24}(?: (?:of|de|and|the) (?=[A-Z]))? ?){1,5}")
COLUMNS = ("name", "kind", "source")


@dataclass(frozen=True, slots=True)
class PlaceFinder:
    """Finds places by a table of names; of the model's guesses only those that the text backs."""

    names: frozenset[str]

    def find(self, sentence: MarkedSentence) -> tuple[Place, ...]:
        """Return the sentence's places in reading order; none overlap.

        Known names, the model's places after "in" or "across", and the words for the whole
        world, which are given as "global". A place inside a company's name, a time or a
        quantity is left out.
        """
        found = [*self._known(sentence), *_guessed(sentence), *_world(sentence)]
        places: list[Place] = []
        for place in sorted(found, key=lambda p: (p.start, -p.end)):
            free = not places or place.start >= places[-1].end
            if free and not _is_covered(place, sentence):
                places.append(place)
        return tuple(places)

    def _known(self, sentence: MarkedSentence) -> list[Place]:
        """Return the places of the table: the longest known run of words at each place."""
        found = []
        for match in NAME.finditer(sentence.text):
            words = [(m.start(), m.end()) for m in re.finditer(r"\S+", match.group())]
            first = 0
            while first < len(words):
                last = self._longest(match.group(), words, first)
                if last is None:
                    first += 1
                    continue
                start, end = match.start() + words[first][0], match.start() + words[last][1]
                name = _trimmed(sentence.text[start:end])
                start += sentence.start
                found.append(Place(start, start + len(name), name))
                first = last + 1
        return found

    def _longest(self, run: str, words: list[tuple[int, int]], first: int) -> int | None:
        """Return the last word of the longest known name that starts at word `first`."""
        for last in range(len(words) - 1, first - 1, -1):
            if _trimmed(run[words[first][0] : words[last][1]]) in self.names:
                return last
        return None


def _trimmed(name: str) -> str:
    """Return the name without a possessive or a stop that ends the sentence."""
    name = name.removesuffix("'s").removesuffix("’s").rstrip(",;:-")
    return name if name.count(".") > 1 else name.rstrip(".")


def _guessed(sentence: MarkedSentence) -> list[Place]:
    """Return the model's places that follow a preposition of place."""
    parsed = sentence.parsed
    found = []
    for entity in parsed.doc.ents:
        before = parsed.doc[entity.start - 1].lower_ if entity.start else ""
        is_name = entity.text[0].isupper() and not entity.text.isupper()
        # Capitals alone ("in AI") are a place only where the table knows them.
        if entity.label_ in PLACE_LABELS and before in LEADING and is_name:
            start, end = parsed.span_of(entity[0])[0], parsed.span_of(entity[-1])[1]
            name = _trimmed(sentence.text[start - sentence.start : end - sentence.start])
            found.append(Place(start, start + len(name), name))
    return found


def _world(sentence: MarkedSentence) -> list[Place]:
    """Return the words for the whole world."""
    parsed = sentence.parsed
    return [Place(*parsed.span_of(t), "global") for t in parsed.doc if t.lower_ in WORLD]


def _is_covered(place: Place, sentence: MarkedSentence) -> bool:
    """Tell whether a place is part of a name, a quantity or a time."""
    covers: tuple[Placed, ...] = (*sentence.companies, *sentence.quantities, *sentence.periods)
    return any(one.start < place.end and place.start < one.end for one in covers)


def load_place_finder(workspace: Path | None = None) -> PlaceFinder:
    """Return the finder with the places of `seeds/lexicon/not_companies.csv`."""
    rows = read_table("not_companies", COLUMNS, workspace=workspace)
    return PlaceFinder(frozenset(row["name"] for row in rows if row["kind"] == "place"))
