"""Places that a sentence names, as written: "North America", "China", "global"."""

from pipeline.components.marked import MarkedSentence, Placed

PLACE_LABELS = ("GPE", "LOC")
WORLD = ("global", "globally", "worldwide", "world")
Place = tuple[int, int, str]


def find_places(sentence: MarkedSentence) -> tuple[Place, ...]:
    """Return the sentence's places in reading order: half-open position and words.

    The model's places and the words for the whole world; a place inside a company's name,
    a time or a quantity is left out. "global" and its kin are given as "global".
    """
    parsed = sentence.parsed
    found: list[Place] = []
    for entity in parsed.doc.ents:
        if entity.label_ in PLACE_LABELS:
            start = parsed.span_of(entity[0])[0]
            end = parsed.span_of(entity[-1])[1]
            words = sentence.text[start - sentence.start : end - sentence.start]
            found.append(
                (start, end, words.removeprefix("the ").removesuffix("'s").removesuffix("’s"))
            )
    found += [
        (*parsed.span_of(token), "global")
        for token in parsed.doc
        if token.lower_ in WORLD and token.ent_type_ not in PLACE_LABELS
    ]
    return tuple(sorted(place for place in found if not _is_covered(place, sentence)))


def _is_covered(place: Place, sentence: MarkedSentence) -> bool:
    """Tell whether a place is part of a name, a quantity or a time."""
    covers: tuple[Placed, ...] = (*sentence.companies, *sentence.quantities, *sentence.periods)
    return any(one.start < place[1] and place[0] < one.end for one in covers)
