"""How the model labelled each name of an article."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from pipeline.components.companies_page import Entity, Line
from pipeline.gazetteer import Gazetteer

PLACES = frozenset({"GPE", "LOC", "NORP"})
OTHERS = PLACES | {"PERSON", "PRODUCT", "FAC", "EVENT", "LAW", "WORK_OF_ART", "LANGUAGE"}
"""Labels of the model that speak against a company."""


class Votes:
    """How often the model gave each label to each name, and which words are parts of people."""

    def __init__(self, lines: Iterable[Line], gazetteer: Gazetteer) -> None:
        """Count the entities of the lines by name key."""
        self._gazetteer = gazetteer
        self._counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self._people: dict[str, set[str]] = defaultdict(set)
        for line in lines:
            for entity in line.entities:
                self._count(line, entity)

    def _count(self, line: Line, entity: Entity) -> None:
        keys = [w.key for w in line.words if entity.start <= w.start < entity.end]
        if keys and keys[0] in ("the", "a"):
            del keys[0]
        self._counts[" ".join(keys)][entity.label] += 1
        if entity.label == "PERSON" and 2 <= len(keys) <= 4 and self._is_unknown(line, entity):
            for key in keys:
                self._people[key].add(" ".join(keys))

    def _is_unknown(self, line: Line, entity: Entity) -> bool:
        """Return whether the table has no company of that name, as it has "Quarl Ashby"."""
        return self._gazetteer.named(line.text[entity.start : entity.end]) is None

    def person(self, key: str) -> int:
        """Return how often `key` was taken for a person."""
        return self._of(key, ("PERSON",))

    def organisation(self, key: str) -> int:
        """Return how often `key` was taken for an organisation."""
        return self._of(key, ("ORG",))

    def other(self, key: str) -> int:
        """Return how often `key` was taken for a person, place, product or the like."""
        return self._of(key, OTHERS)

    def place(self, key: str) -> int:
        """Return how often `key` was taken for a place or its people."""
        return self._of(key, PLACES)

    def is_person_part(self, key: str, firms: Collection[str] = ()) -> bool:
        """Return whether `key` is one word of a person's full name in the article.

        A name that holds one of `firms` is no person's: the model takes some for one.
        """
        people = self._people.get(key, set())
        return any(not any(f" {firm} " in f" {one} " for firm in firms) for one in people)

    def is_surname(self, key: str) -> bool:
        """Return whether `key` ends a person's full name in the article."""
        return any(one.endswith(f" {key}") for one in self._people.get(key, set()))

    def _of(self, key: str, labels: Iterable[str]) -> int:
        counts = self._counts.get(key)
        return sum(counts.get(label, 0) for label in labels) if counts else 0
