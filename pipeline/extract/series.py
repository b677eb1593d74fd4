"""Series: figures of one sentence that are points of one development.

"from $12.55 billion in 2025 to $26.2 billion by 2033" states one thing at two times.
"""

from collections.abc import Sequence

from pipeline.extract.meanings import Meaning
from schemas import Kind


def find_series(meanings: Sequence[Meaning]) -> list[tuple[Meaning, ...]]:
    """Return the series among the figures of one sentence, each in reading order.

    Points share unit and thing counted, are levels or shares at different times, and are of
    one metric and company, or tied by "from … to".
    """
    series: list[list[Meaning]] = []
    for meaning in meanings:
        if meaning.kind.value[0] not in (Kind.LEVEL, Kind.SHARE) or meaning.period is None:
            continue
        for points in series:
            if _continues(points, meaning):
                points.append(meaning)
                break
        else:
            series.append([meaning])
    return [tuple(points) for points in series if len(points) > 1]


def _continues(points: Sequence[Meaning], new: Meaning) -> bool:
    """Tell whether `new` is a further point of the series."""
    last = points[-1]
    if _measure(last) != _measure(new) or _time(new) in [_time(point) for point in points]:
        return False
    return _what(last) == _what(new) or (_word_before(last), _word_before(new)) == ("from", "to")


def _measure(meaning: Meaning) -> tuple[object, ...]:
    quantity = meaning.quantity
    return quantity.unit, quantity.item, meaning.kind.value[0]


def _what(meaning: Meaning) -> tuple[object, ...]:
    """Return metric and company; phrases are compared in small letters."""
    metric = meaning.metric.value.lower() if meaning.metric else None
    return metric, meaning.company.value if meaning.company else None


def _time(meaning: Meaning) -> str | None:
    return meaning.period.value.label if meaning.period else None


def _word_before(meaning: Meaning) -> str:
    """Return the preposition before the number; words such as "about" are passed over."""
    sentence = meaning.sentence
    words = sentence.text[: meaning.quantity.start - sentence.start].lower().split()
    return next((word for word in reversed(words[-4:]) if word in ("from", "to")), "")
