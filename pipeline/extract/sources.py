"""Who says a figure: the attribution whose content holds it, or the passage's source."""

from collections.abc import Sequence

from pipeline.components.attributions import Attribution
from pipeline.extract.decisions import Decision
from pipeline.extract.frames import Frame
from schemas import Status

EXPECTED = (Status.FORECAST, Status.TARGET, Status.ESTIMATE)


def decide_source(
    frame: Frame, attributions: Sequence[Attribution], carried: str | None, status: Status
) -> Decision[str] | None:
    """Return who says the figure; None where the writer does.

    Args:
        frame: The quantity in its sentence.
        attributions: The sentence's attributions.
        carried: Whom the passage quoted last; speaks on for forecasts and estimates.
        status: Of the figure.
    """
    covering = [a for a in attributions if a.covers(frame.head) or a.covers(frame.tokens[0])]
    if covering:
        nearest = min(covering, key=lambda a: (a.whole, abs(a.cue.i - frame.head.i)))
        return Decision(nearest.source, nearest.rule, (nearest.cue,))
    if carried is not None and status in EXPECTED and not attributions:
        return Decision(carried, "carried over from the passage", weight=0.6)
    return None
