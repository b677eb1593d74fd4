"""Who says a figure: the sources of a sentence and its passage, with what speaks for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.components.attributions import Attribution
from pipeline.components.clauses import ancestors, child
from pipeline.extract.frames import Frame
from pipeline.ranking import Candidate
from schemas import Status


@dataclass(frozen=True, slots=True)
class Carried:
    """Whom the passage quoted last: the name, what sort of company it is, how long ago.

    `kind` is None for who is no known company; `since` counts sentences, 1 for the one before.
    """

    source: str
    kind: str | None
    since: int


def source_candidates(
    frame: Frame,
    attributions: Sequence[Attribution],
    carried: Carried | None,
    status: Status,
    *,
    metric_class: str,
    main: str | None,
) -> list[Candidate[str]]:
    """Return who may say the figure, and the candidate that the writer does.

    Args:
        frame: The quantity in its sentence.
        attributions: The sentence's attributions.
        carried: Whom the passage quoted last; None for nobody.
        status: Of the figure.
        metric_class: The class of what is measured.
        main: The article's main company, which states its own figures.
    """
    setting = [f"status {status.value}", f"metric {metric_class}"]
    if _is_agentless(frame):
        setting.append("agentless")
    writer = {"none": 1.0, "none&attribution": float(bool(attributions))}
    writer["none&carried"] = float(carried is not None)
    if carried is not None:
        writer |= {f"none&{word}&carried": 1.0 for word in (*setting, *_manner(carried))}
    writer |= {f"none&{word}": 1.0 for word in setting}
    writer |= {f"none&{word}&attribution": 1.0 for word in setting if attributions}
    if frame.sentence.parsed.is_heading:
        writer["none&heading"] = 1.0
    candidates: list[Candidate[str]] = [Candidate(None, writer, "the writer says it")]
    inner = _innermost(frame, attributions)
    candidates += [_said(attribution, frame, setting, main, inner) for attribution in attributions]
    if carried is not None and all(a.source != carried.source for a in attributions):
        candidates.append(_carried(carried, frame, setting, main, bool(attributions)))
    return candidates


def _carried(
    carried: Carried, frame: Frame, setting: Sequence[str], main: str | None, attributed: bool
) -> Candidate[str]:
    """Return whom the passage quoted last, with what speaks for it going on."""
    features = {"carried": 1.0, "carried main": float(carried.source == main)}
    features["carried&attribution"] = float(attributed)
    words = (*setting, *_manner(carried))
    features |= {f"carried&{word}": 1.0 for word in words}
    features |= {f"carried&{word}&{setting[0]}": 1.0 for word in words[1:]}
    features["carried&names company"] = float(bool(frame.sentence.companies))
    return Candidate(carried.source, features, "carried over from the passage")


def _manner(carried: Carried) -> tuple[str, ...]:
    """Return what sort of source was quoted, and how long ago."""
    sort = "house" if carried.kind == "analyst_house" else "company" if carried.kind else "other"
    return (
        f"quoted {sort}",
        f"quoted {min(carried.since, 3)} back",
        f"quoted {sort} {min(carried.since, 3)} back",
    )


def _is_agentless(frame: Frame) -> bool:
    """Tell whether the number is said or expected by nobody named: "is anticipated to hit".

    In a passage that quotes a source, the source goes on speaking.
    """
    return any(
        head.tag_ == "VBN" and child(head, "auxpass") is not None and child(head, "agent") is None
        for head in ancestors(frame.head)
    )


def _innermost(frame: Frame, attributions: Sequence[Attribution]) -> int | None:
    """Return the token of the cue that the number hangs below most closely; None for none.

    Of "UBS expects $3bn, while Gartner projects $4bn" the second number is Gartner's, although
    its clause hangs below UBS's verb, too.
    """
    cues = {attribution.cue.i for attribution in attributions if not attribution.whole}
    return next((head.i for head in ancestors(frame.head) if head.i in cues), None)


def _said(
    attribution: Attribution,
    frame: Frame,
    setting: Sequence[str],
    main: str | None,
    inner: int | None,
) -> Candidate[str]:
    """Return one attribution's source with how its content takes in the number."""
    covers = attribution.covers(frame.head) or attribution.covers(frame.tokens[0])
    below = covers and not attribution.whole
    flags = {
        "covers": covers,
        "below cue": below,
        "whole sentence": attribution.whole,
        "innermost": attribution.cue.i == inner,
        "outer": below and attribution.cue.i != inner,
        "pronoun": attribution.resolved,
        "person": attribution.is_person,
        "main": attribution.source == main,
        "before number": attribution.cue.i < frame.head.i,
        "report verb": attribution.cue.lower_ in ("reported", "posted", "announced", "report"),
    }
    named = [name for name, holds in flags.items() if holds]
    features = {"said": 1.0, f"said by {attribution.rule}": 1.0}
    features |= {f"said {name}": 1.0 for name in named}
    features |= {f"said {name}&{word}": 1.0 for name in named for word in setting}
    features |= {f"said {attribution.rule}&{name}": 1.0 for name in named}
    return Candidate(attribution.source, features, attribution.rule, attribution.cue.text)
