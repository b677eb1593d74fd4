"""Who makes a forecast: its sources, its planner, the passage's source, or the writer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.components.attributions import SPEAKING, Attribution
from pipeline.components.clauses import child, own_subject, subject_of
from pipeline.components.cues import CueKind
from pipeline.extract.clauses import ForecastClause
from pipeline.extract.meanings import Meaning
from pipeline.extract.standing import company_at, subject_sort, verb_of
from pipeline.ranking import Candidate
from schemas import Status

SPEECH = (
    CueKind.FORECAST_VERB,
    CueKind.FORECAST_VERB_WEAK,
    CueKind.TARGET_VERB,
    CueKind.ESTIMATE_VERB,
    CueKind.SAY_VERB,
    CueKind.FORECAST_NOUN,
    CueKind.ESTIMATE_NOUN,
    CueKind.TARGET_NOUN,
    CueKind.SOURCE_NOUN,
)

PLAIN = "subject of a speaking verb"
QUOTES = ('"', "“", "”")
SPEAKERS = {
    "he": "he",
    "she": "he",
    "the person": "he",
    "people": "people",
    "it": "it",
    "they": "it",
    "the firm": "it",
    "the report": "it",
    "we": "we",
    "i": "we",
    "company": "named",
    "person": "named",
}
"""What a speaker may be, by the sort of a speaking verb's subject."""
ORDER = ("named", "he", "it", "we", "people", "noun", "nobody")
NEAR = 3
"""Sentences within which another paragraph still goes on with a source."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who spoke or was named before; `ago` counts sentences."""

    name: str
    sort: str
    ago: int
    same_paragraph: bool

    @property
    def signs(self) -> list[str]:
        """What speaks for the voice going on."""
        far = "here" if self.same_paragraph else "near" if self.ago <= NEAR else "far"
        return [
            f"{self.sort} before",
            f"{self.sort} before, {far}",
            f"{self.sort} {far} {self.ago == 1}",
        ]


def forecaster_candidates(
    forecast: ForecastClause, stated: Sequence[Meaning], voices: Sequence[Voice]
) -> list[Candidate[str]]:
    """Return who may make the forecast, and that the writer alone does.

    Args:
        forecast: The clause.
        stated: The figures that it states.
        voices: Who spoke before.
    """
    if (speaker := _plain_speaker(forecast)) is not None:
        return [Candidate(speaker, {"named": 1.0}, "subject of the forecasting verb", speaker)]
    signs: dict[str, list[str]] = {}
    for name, tags in _proposed(forecast, stated, voices):
        signs.setdefault(name, []).extend(tags)
    setting = _setting(forecast, stated)
    candidates: list[Candidate[str]] = []
    # "He expects" has a speaker, whom the text has named before.
    if not signs or "speaker he" not in setting:
        candidates.append(_writer(forecast, setting, voices))
    for name, tags in signs.items():
        crossed = [f"{tag}&{word}" for tag in tags for word in setting]
        only = [f"only {len(signs) == 1}"]
        features = {"named": 1.0} | dict.fromkeys([*tags, *crossed, *only], 1.0)
        candidates.append(Candidate(name, features, tags[0], name))
    return candidates


def _plain_speaker(forecast: ForecastClause) -> str | None:
    """Return the name of "Norvia expects", where nobody else speaks; there is nothing to choose."""
    said = forecast.clause.read.attributions
    cue = forecast.cue
    if cue is None or len(said) != 1 or said[0].cue.i != cue.i or said[0].rule != PLAIN:
        return None
    if cue.tag_ not in ("VBZ", "VBP", "VBD", "VBG") or child(cue, "auxpass") is not None:
        return None
    return said[0].source


def _writer(
    forecast: ForecastClause, setting: Sequence[str], voices: Sequence[Voice]
) -> Candidate[str]:
    """Return the candidate that the writer alone forecasts."""
    attributed = bool(forecast.clause.read.attributions)
    signs = ["none", f"none&attributed {attributed}", *(f"none&{word}" for word in setting)]
    signs += [f"none&{word}&attributed {attributed}" for word in setting]
    signs += [f"none&{sign}" for voice in voices for sign in voice.signs[1:2]]
    return Candidate(None, dict.fromkeys(signs, 1.0), "the writer forecasts")


def _setting(forecast: ForecastClause, stated: Sequence[Meaning]) -> list[str]:
    """Return what colours every candidate: cue, subject, and whether figures are planned."""
    cue = forecast.cue
    setting = [f"cue {forecast.kind}"]
    if cue is not None:
        sentence = forecast.clause.read.sentence
        setting.append(f"subject {subject_sort(verb_of(cue), sentence, forecast.cues)}")
    setting.append(f"speaker {_speaker(forecast)}")
    if forecast.clause.read.sentence.parsed.is_heading:
        setting.append("heading")
    if any(mark in forecast.clause.words for mark in QUOTES):
        setting.append("quoted")
    planned = any(m.status.value is Status.TARGET for m in stated)
    setting.append("planned" if planned else "stated" if stated else "no figures")
    return setting


def _speaker(forecast: ForecastClause) -> str:
    """Return who speaks by the grammar: "he", "it", "we", somebody named, or nobody."""
    sentence = forecast.clause.read.sentence
    found = []
    for verb in sentence.parsed.doc:
        if child(verb, "auxpass", "expl") is not None or own_subject(verb) is None:
            continue
        if forecast.cues.of(verb, *SPEAKING):
            found.append(SPEAKERS.get(subject_sort(verb, sentence, forecast.cues), "noun"))
    return min(found, key=ORDER.index, default="nobody")


def _proposed(
    forecast: ForecastClause, stated: Sequence[Meaning], voices: Sequence[Voice]
) -> Iterator[tuple[str, list[str]]]:
    """Yield every possible forecaster with what speaks for it."""
    sentence = forecast.clause.read.sentence
    for attribution in forecast.clause.read.attributions:
        yield attribution.source, _attribution_signs(forecast, attribution)
    for meaning in stated:
        if meaning.source is not None:
            yield meaning.source.value, ["source of a figure", f"source: {meaning.source.rule}"]
        if meaning.company is not None and isinstance(meaning.company.value, str):
            yield meaning.company.value, ["company of a figure"]
    if forecast.cue is not None:
        subject = subject_of(verb_of(forecast.cue))
        name = company_at(subject, sentence) if subject is not None else None
        if name is not None:
            passive = any(c.dep_ == "auxpass" for c in verb_of(forecast.cue).children)
            yield name, [f"subject of the cue, passive {passive}"]
    names = {c.name for c in sentence.companies}
    for name in sorted(names):
        yield name, ["in the sentence", f"in the sentence with {min(len(names) - 1, 2)}"]
    for person in sentence.people:
        yield person.organisation or person.name, ["person in the sentence"]
    for voice in voices:
        yield voice.name, voice.signs


def _attribution_signs(forecast: ForecastClause, attribution: Attribution) -> list[str]:
    """Return how an attribution takes in the cue and the figures."""
    cue = forecast.cue
    word = forecast.cues.of(attribution.cue, *SPEECH)
    kind = word.kind.value if word else "other"
    inside = (
        forecast.clause.start
        <= forecast.clause.read.sentence.parsed.span_of(attribution.cue)[0]
        < forecast.clause.end
    )
    flags = {
        "covers cue": cue is not None and attribution.covers(cue),
        "is cue": cue is not None and attribution.cue.i == cue.i,
        "whole": attribution.whole,
        "pronoun": attribution.resolved,
        "person": attribution.is_person,
        "in clause": inside,
    }
    named = [name for name, holds in flags.items() if holds]
    signs = [f"says {attribution.rule}", f"says {kind}"]
    signs += [f"says {name}" for name in named] + [f"says {kind}&{name}" for name in named]
    return signs
