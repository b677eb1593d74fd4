"""What speaks for and against a name of an article being a company's, as named numbers.

A table has a weight for each (`seeds/lexicon/name_weights.csv`, made by
`python -m pipeline.build.names`); the weighted sum gives the chance.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from pipeline.components.companies_candidates import Candidate
from pipeline.components.companies_cues import after_score, before_score
from pipeline.components.companies_frames import frames_of
from pipeline.components.companies_scores import (
    CAMEL,
    NUMBER_AFTER,
    NUMBERED,
    stands_out,
    thing_score,
)
from pipeline.components.companies_votes import Votes
from pipeline.components.companies_words import NameWords
from pipeline.gazetteer import KnownName
from pipeline.grammar.names import Word

PLAIN, LIKELY, SOME, BOTH = 0.75, 0.65, 0.35, (0.5, 0.4)
"""What is enough for a company: the rules' score alone; a chance, with some of a score; or a
little less of the two. Chosen on annotated articles that the weights were not trained on."""

DOUBTFUL = 0.5
"""The chance that a name of everyday words or of a person must have beside the score."""

THING = 0.3
"""The weight from which the words at a place speak for another thing."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One name: its key, a spelling, what the table knows, the rules' score, and its places."""

    key: str
    spelling: str
    known: KnownName | None
    total: float
    places: Sequence[Candidate]


def chance_of(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the chance, 0 to 1, that the name is a company's."""
    score = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def is_company(score: float, chance: float, *, doubtful: bool) -> bool:
    """Return whether the rules' score and the learned chance make a company of a name.

    A doubtful name, such as one of everyday words or a person's, needs both.
    """
    if doubtful:
        return score >= BOTH[0] and chance >= DOUBTFUL
    if score >= PLAIN:
        return True
    return (chance >= LIKELY and score >= SOME) or (score >= BOTH[0] and chance >= BOTH[1])


def name_features(evidence: Evidence, votes: Votes, words: NameWords) -> dict[str, float]:
    """Return the features of a name that are not 0."""
    features = {
        "bias": 1.0,
        **_of_rules(evidence),
        **_of_votes(evidence, votes),
        **_of_shape(evidence, words),
        **_of_cues(evidence.places, words),
        **_of_places(evidence, words),
    }
    return {name: value for name, value in features.items() if value}


def _of_rules(evidence: Evidence) -> dict[str, float]:
    """Return what the table and the rules say."""
    known = evidence.known
    state = "no" if known is None else "wordlike" if known.wordlike else "yes"
    rules = {f"rule {place.rule}": 1.0 for place in evidence.places}
    accepted = float(evidence.total >= 0.5)
    return {"total": evidence.total, "total half": accepted, f"known {state}": 1.0, **rules}


def _of_votes(evidence: Evidence, votes: Votes) -> dict[str, float]:
    """Return how the model labelled the name over the article."""
    key = evidence.key
    firms, people = votes.organisation(key), votes.person(key)
    others = votes.other(key) - people
    every = firms + people + others
    part = float(" " not in key and votes.is_person_part(key))
    if not every:
        return {"votes none": 1.0, "person part": part}
    found = {
        "org share": firms / every,
        "person share": people / every,
        "other share": others / every,
        "votes": min(1.5, log(1 + every)),
        "org votes": min(1.5, log(1 + firms)),
        "person part": part,
    }
    if evidence.known is not None and evidence.known.wordlike:
        found["wordlike org share"] = firms / every
    return found


def _of_shape(evidence: Evidence, words: NameWords) -> dict[str, float]:
    """Return what the name itself looks like."""
    keys, spelling = evidence.key.split(), evidence.spelling
    alone = len(keys) == 1
    size = "short" if len(spelling) <= 3 else "middle" if len(spelling) <= 5 else "long"
    return {
        f"words {min(4, len(keys))}": 1.0,
        f"capitals {size}": float(alone and spelling.isupper()),
        "camel": float(alone and CAMEL.search(spelling) is not None),
        "tail": float(not alone and keys[-1] in words.tails),
        "firm tail": float(not alone and keys[-1] in words.firm_tails),
        "product tail": float(keys[-1] in words.product_tails),
        f"plain {min(2, len(keys))}": float(words.is_plain(keys)),
        "generic": float(keys[-1] in words.generic),
        "starter": float(keys[0] in words.starters),
        "digits": float(any(char.isdigit() for char in spelling)),
        "numbered": float(NUMBERED.fullmatch(spelling) is not None),
        "hyphen": float("-" in spelling),
    }


def _of_cues(places: Sequence[Candidate], words: NameWords) -> dict[str, float]:
    """Return how strongly the words around speak for a company."""
    before = [before_score(place.line, place.first, words) for place in places]
    after = [after_score(place.line, place, words) for place in places]
    both = [one + other for one, other in zip(before, after, strict=True)]
    return {
        "cue before": 2 * max(before),
        "cue after": 2 * max(after),
        "cued places": min(3, sum(cue >= 0.2 for cue in both)) / 3,
        "cue share": sum(cue >= 0.1 for cue in both) / len(places),
        "thing": float(any(thing_score(place, [""], words) >= THING for place in places)),
        **{f"frame {name}": 1.0 for place in places for name in _frames(place, words)},
    }


def _frames(place: Candidate, words: NameWords) -> frozenset[str]:
    return frames_of(place.line, place.first, place.legal_stop, words)


def _of_places(evidence: Evidence, words: NameWords) -> dict[str, float]:
    """Return where the name stands, most as the share of its places."""
    places = evidence.places

    def share(holds: Callable[[Candidate], bool]) -> float:
        return sum(map(holds, places)) / len(places)

    wordlike = evidence.known is not None and evidence.known.wordlike
    count = min(2.0, log(len(places)))
    return {
        "places": count,
        "wordlike places": count if wordlike else 0.0,
        "stands out": float(wordlike and any(stands_out(place, words) for place in places)),
        "title only": float(all(place.line.is_title for place in places)),
        "heading only": float(all(place.line.parsed.is_heading for place in places)),
        "first in line": share(lambda place: place.first == 0),
        "number after": share(_has_number_after),
        "possessive": share(lambda place: place.line.gap_text(place.stop)[:2] in ("'s", "’s")),
        "verb after": share(lambda place: _is_small(_after(place), words.verbs)),
        "noun after": share(lambda place: _is_noun(_after(place), words)),
        "capital after": share(lambda place: _has_capital(_after(place))),
        "capital before": share(lambda place: place.first > 1 and _has_capital(_before(place))),
        "the before": share(lambda place: _is_small(_before(place), DETERMINERS)),
        "link before": share(lambda place: _is_small(_before(place), LINKS)),
        "place before": share(lambda place: _is_small(_before(place), SPOTS)),
    }


DETERMINERS = frozenset({"the", "a", "an"})
LINKS = frozenset({"at", "by", "with", "from", "for", "of"})
SPOTS = frozenset({"in", "near", "to", "on"})


def _before(place: Candidate) -> Word | None:
    """Return the word right before the name; None where a mark stands between."""
    line, first = place.line, place.first
    return line.words[first - 1] if first and line.gap(first - 1) == " " else None


def _after(place: Candidate) -> Word | None:
    """Return the word right after the name; None where a mark stands between."""
    line, stop = place.line, place.stop
    return line.words[stop] if stop < len(line.words) and line.gap(stop - 1) == " " else None


def _has_number_after(place: Candidate) -> bool:
    """Return whether a number follows, as in "Apollo 11"."""
    return NUMBER_AFTER.match(place.line.gap_text(place.stop)) is not None


def _is_small(word: Word | None, among: frozenset[str]) -> bool:
    return word is not None and not word.has_capital and word.key in among


def _has_capital(word: Word | None) -> bool:
    return word is not None and word.has_capital


def _is_noun(word: Word | None, words: NameWords) -> bool:
    """Return whether a small word follows that is neither a verb nor a starter of sentences."""
    if word is None or word.has_capital:
        return False
    return word.key not in words.verbs and word.key not in words.starters
