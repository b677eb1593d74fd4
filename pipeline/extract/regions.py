"""The place that a figure is about."""

from collections.abc import Sequence

from pipeline.components.clauses import is_noun
from pipeline.components.marked import Place
from pipeline.extract.decisions import Decision
from pipeline.extract.frames import Frame

MAX_REACH = 12


def decide_region(frame: Frame, places: Sequence[Place]) -> Decision[str] | None:
    """Return the place that the figure is about as the text writes it; None where none is near.

    A place below the noun that is measured, else the sentence's only place.

    Args:
        frame: The quantity in its sentence.
        places: The sentence's places.
    """
    for noun in (frame.subject, frame.governor, frame.head):
        if noun is None or not is_noun(noun):
            continue
        below = {t.i for t in noun.subtree if t.i < noun.i + MAX_REACH}
        for place in places:
            tokens = frame.sentence.parsed.tokens_in(place.start, place.end)
            if tokens and tokens[0].i in below:
                return Decision(place.name, "place in the noun phrase", place.name)
    if len({place.name for place in places}) == 1:
        return Decision(places[0].name, "only place of the sentence", places[0].name, 0.6)
    return None
