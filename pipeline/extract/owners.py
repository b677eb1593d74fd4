"""Whose figure it is: the company candidates of a number, with what speaks for each."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.components.companies import FoundCompany
from pipeline.components.cues import CueTable
from pipeline.components.marked import MarkedArticle, MarkedSentence
from pipeline.extract.company_ties import (
    company_ties,
    doing_company,
    listed_companies,
    owner_setting,
    place_subject,
    subject_company,
)
from pipeline.extract.frames import Frame
from pipeline.ranking import Candidate
from schemas import Status

Owner = str | tuple[str, ...]
KindOf = Callable[[str], str | None]
ANALYSTS = "analyst_house"
RECENT = 6
FAR = 5
MAIN_POINTS = (
    "in sentence",
    "main",
    "last subject",
    "source",
    "often quoted",
    "rule:clause subject",
    "rule:subject above",
    "owner before",
)


@dataclass(slots=True)
class Stage:
    """The companies on a reader's mind, in the order in which the article brought them up.

    `recent` holds the last named, the newest last; `subject` the one last made a subject;
    `named_at` the sentence that last named each, `place` how many sentences were read.
    """

    main: str | None
    counts: Counter[str]
    opening: frozenset[str]
    quoted: Counter[str]
    kind_of: KindOf
    length: int
    recent: list[str] = field(default_factory=list)
    subject: str | None = None
    named_at: dict[str, int] = field(default_factory=dict)
    place: int = 0

    @property
    def main_share(self) -> int:
        """The main company's part of all mentions, in fifths (0 to 5)."""
        total = sum(self.counts.values())
        return 5 * self.counts[self.main] // total if self.main and total else 0

    @property
    def is_thin(self) -> bool:
        """Whether the main company is named too seldom for an article of this length."""
        if self.main is None:
            return False
        return self.counts[self.main] < max(2, min(3, self.length // 5))

    def enter(self, sentence: MarkedSentence) -> None:
        """Remember the sentence's companies after it was read."""
        for company in sentence.companies:
            if company.name in self.recent:
                self.recent.remove(company.name)
            self.recent.append(company.name)
            self.named_at[company.name] = self.place
        self.place += 1
        self.recent = self.recent[-RECENT:]
        self.subject = subject_company(sentence) or self.subject


def set_stage(article: MarkedArticle, quoted: Counter[str], kind_of: KindOf) -> Stage:
    """Return the stage before the first sentence: who is named most, and who at the top.

    Args:
        article: The marked article.
        quoted: How often the article quotes each source. A house that is mostly quoted is not
            what the article is about.
        kind_of: Tells a known company's kind by its name.
    """
    counts: Counter[str] = Counter()
    for sentence in article.sentences:
        counts.update(c.name for c in sentence.companies if not c.is_agency)
    spoken = Counter(
        {name: counts[name] - quoted[name] for name in counts if kind_of(name) != ANALYSTS}
    )
    main = spoken.most_common(1)[0][0] if spoken else None
    opening = {c.name for s in article.sentences[:2] for c in s.companies}
    return Stage(main, counts, frozenset(opening), quoted, kind_of, len(article.sentences))


def owner_candidates(
    frame: Frame,
    stage: Stage,
    cues: CueTable,
    *,
    metric: str | None,
    source: str | None,
    status: Status,
    before: Sequence[Owner | None],
) -> list[Candidate[Owner]]:
    """Return the companies whose figure it may be, and the candidate that it is nobody's.

    Args:
        frame: The quantity in its sentence.
        stage: The companies on a reader's mind.
        cues: The cue table.
        metric: What is measured, as far as known.
        source: Who says so.
        status: Of the figure.
        before: The owners of the sentence's earlier figures.
    """
    if listed := listed_companies(frame, cues):
        # "companies like A, B and C are projected to invest" leaves nothing to choose.
        return [Candidate(listed, {"rule:listed": 1.0}, "companies listed as the subject")]
    if place_subject(frame) is not None and not frame.sentence.companies:
        # "Japan imported 24.5 million tonnes" is about no company, whatever stood before.
        return [Candidate(None, {"none": 1.0}, "a place is the subject")]
    if (doer := doing_company(frame)) is not None and doer != source:
        # "Toyota built 9.1 million cars": its own verb, its own object, nobody else named.
        return [Candidate(doer, {"rule:doer": 1.0}, "the company that does it", doer)]
    evidence = dict(company_ties(frame))
    context = [*owner_setting(frame, metric, cues), f"status {status.value}"]
    names = dict.fromkeys([c.name for c in frame.sentence.companies])
    names.update(dict.fromkeys([*reversed(stage.recent)]))
    if stage.main:
        names[stage.main] = None
    candidates = [_nobody(frame, stage, evidence, context, before)]
    for name in names:
        features = {f"rule:{rule}": 1.0 for rule in evidence.get(name, ())}
        features.update(_standing(name, frame, stage, before, source))
        features |= {f"{word}&{each}": 1.0 for word in context for each in _main_points(features)}
        rule = next(iter(evidence.get(name, ())), "named in the passage")
        candidates.append(Candidate(name, features, rule, name))
    return candidates


def _main_points(features: dict[str, float]) -> list[str]:
    """Return the features that a context may strengthen or weaken."""
    return [name for name in MAIN_POINTS if name in features]


def _nobody(
    frame: Frame,
    stage: Stage,
    evidence: dict[str, list[str]],
    context: list[str],
    before: Sequence[Owner | None],
) -> Candidate[Owner]:
    """Return the candidate that the figure is no company's."""
    features = {"none": 1.0}
    features |= {f"none&{word}": 1.0 for word in context}
    features[f"none&main share {stage.main_share}"] = 1.0
    features["none&in sentence"] = float(bool(frame.sentence.companies))
    features["none&evidence"] = float(bool(evidence))
    features["none&no main"] = float(stage.main is None)
    features["none&thin main"] = float(stage.is_thin)
    tied = "tied" if evidence else "named" if frame.sentence.companies else "apart"
    features[f"none&{tied}"] = 1.0
    features[f"none&{tied}&main share {stage.main_share}"] = 1.0
    features[f"none&{tied}&thin main"] = float(stage.is_thin)
    for rules in evidence.values():
        features[f"none&evidence {rules[0]}"] = 1.0
        features |= {f"none&{word}&evidence": 1.0 for word in context[:1]}
    if before:
        features["none&none before"] = float(before[-1] is None)
    return Candidate(None, features, "no company's")


def _standing(
    name: str, frame: Frame, stage: Stage, before: Sequence[Owner | None], source: str | None
) -> dict[str, float]:
    """Return how a company stands to the number: named where, how often, by whom."""
    own = [c for c in frame.sentence.companies if c.name == name]
    total = sum(stage.counts.values()) or 1
    features = {
        "share of mentions": stage.counts[name] / total,
        "opening": float(name in stage.opening),
        "only company": float(len(stage.counts) == 1),
    }
    flags = {
        "main": name == stage.main,
        "in sentence": bool(own),
        "last subject": name == stage.subject,
        "most recent": bool(stage.recent) and name == stage.recent[-1],
        "source": name == source,
        "often quoted": stage.quoted[name] * 2 >= stage.counts[name] > 2,
        "agency": any(c.is_agency for c in own),
        "only in sentence": bool(own) and len({c.name for c in frame.sentence.companies}) == 1,
        "owner before": bool(before) and before[-1] == name,
        "not owner before": bool(before) and before[-1] not in (name, None),
        "main and none in sentence": name == stage.main and not frame.sentence.companies,
        "subject and none in sentence": name == stage.subject and not frame.sentence.companies,
    }
    features |= {flag: 1.0 for flag, holds in flags.items() if holds}
    features[f"kind {stage.kind_of(name) or 'unknown'}"] = 1.0
    if not own:
        since = stage.place - stage.named_at[name] if name in stage.named_at else FAR
        features[f"named {min(since, FAR)} back"] = 1.0
    if name == stage.main:
        features[f"main share {stage.main_share}"] = 1.0
    if own:
        features |= _nearness(own, frame)
    return features


def _nearness(own: Sequence[FoundCompany], frame: Frame) -> dict[str, float]:
    """Return where the name's nearest mention stands to the number."""
    quantity = frame.quantity
    nearest = min(own, key=lambda c: max(c.start - quantity.end, quantity.start - c.end))
    gap = max(nearest.start - quantity.end, quantity.start - nearest.end)
    others = [c for c in frame.sentence.companies if c.name != nearest.name]
    before = nearest.start < quantity.start
    closer = sum(max(c.start - quantity.end, quantity.start - c.end) < gap for c in others)
    return {
        "before number" if before else "after number": 1.0,
        "nearest": float(closer == 0),
        "near": float(gap < 40),
        "far": float(gap > 120),
    }
