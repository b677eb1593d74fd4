"""What speaks for a noun phrase as the metric of a number: ties, place, words, shape."""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.components.clauses import governing_verb, is_verb
from pipeline.components.cues import CueKind, CueTable, WordClass
from pipeline.extract.frames import Frame
from schemas import Kind

GOVERNORS = (
    CueKind.CHANGE_VERB,
    CueKind.LIFT_VERB,
    CueKind.REACH_VERB,
    CueKind.SHARE_VERB,
    CueKind.CHANGE_NOUN,
    CueKind.SHARE_NOUN,
    CueKind.FORECAST_VERB,
    CueKind.SAY_VERB,
)
SPEECH = (CueKind.SOURCE_NOUN, CueKind.FORECAST_NOUN, CueKind.ESTIMATE_NOUN)
HOLLOW = (
    CueKind.CHANGE_NOUN,
    CueKind.FORECAST_NOUN,
    CueKind.ESTIMATE_NOUN,
    CueKind.TARGET_NOUN,
)
GAP_STEP = 3
LONGEST = 7


def is_hollow(noun: Token, phrase: str, cues: CueTable) -> bool:
    """Tell whether a phrase says nothing of what is measured: "a rise", "the rate"."""
    if len(phrase.split()) > 1:
        return False
    return cues.in_class(noun.lower_, WordClass.EMPTY) or cues.of(noun, *HOLLOW) is not None


def noun_features(
    noun: Token, frame: Frame, kind: Kind, ties: list[str], cues: CueTable
) -> dict[str, float]:
    """Return what the parse, the place and the word itself say of a noun as the metric."""
    form = frame.quantity.form.value
    governed = governor_kind(frame, cues)
    features: dict[str, float] = {}
    for tie in ties:
        for context in (form, kind.value, f"after {governed}"):
            features[f"tie {tie}&{context}"] = 1.0
        features[f"tie {tie}"] = 1.0
    if not ties:
        features["untied"] = 1.0
    for flag in _flags(noun, cues):
        features[flag] = 1.0
        features[f"{flag}&{kind.value}"] = 1.0
        features |= {f"{flag}&{tie}": 1.0 for tie in ties[:1]}
    word_class = cues.metric_class(noun.lower_)
    features |= {f"class {word_class}": 1.0, f"class {word_class}&{form}": 1.0}
    word = noun.lower_
    features |= {f"word {word}": 1.0, f"word {word}&{form}": 1.0, f"word {word}&{kind.value}": 1.0}
    return features | _place(noun, frame)


def governor_kind(frame: Frame, cues: CueTable) -> str:
    """Return what sort of word the number hangs on: a cue kind, "verb", "noun" or "nothing"."""
    governor = frame.governor
    if governor is None:
        return "nothing"
    for kind in GOVERNORS:
        if cues.of(governor, kind):
            return kind.value
    return "verb" if is_verb(governor) else "noun"


def _flags(noun: Token, cues: CueTable) -> Iterator[str]:
    """Yield what is notable about the noun itself."""
    word = noun.lower_
    if cues.of(noun, CueKind.CHANGE_NOUN):
        yield "change noun"
    if cues.of(noun, *SPEECH):
        yield "speech noun"
    if cues.of(noun, CueKind.SHARE_NOUN):
        yield "share noun"
    for name in (WordClass.EMPTY, WordClass.OWN, WordClass.AGENT):
        if cues.in_class(word, name):
            yield f"{name.value} noun"
    if noun.tag_ in ("NNP", "NNPS"):
        yield "proper noun"
    if noun.ent_type_ in ("DATE", "TIME", "NORP", "LOC"):
        yield f"entity {noun.ent_type_}"


def _place(noun: Token, frame: Frame) -> dict[str, float]:
    """Return how far the noun is from the number, and what stands between the two."""
    position = frame.sentence.parsed.span_of(noun)[0]
    quantity = frame.quantity
    after = noun.i > frame.head.i
    gap = noun.i - frame.tokens[-1].i if after else frame.tokens[0].i - noun.i
    low, high = min(position, quantity.start), max(position, quantity.start)
    between = sum(low < q.start < high for q in frame.sentence.quantities)
    features = {
        f"gap {'after' if after else 'before'} {min(gap // GAP_STEP, 5)}": 1.0,
        f"numbers between {min(between, 3)}": 1.0,
    }
    verb = governing_verb(noun)
    if verb is not None and frame.verb is not None and verb.i == frame.verb.i:
        features["at same clause"] = 1.0
    if _is_anothers(noun, frame):
        features["at another's noun"] = 1.0
    if position - frame.sentence.start < 4:
        features["at first noun"] = 1.0
    return features


def _is_anothers(noun: Token, frame: Frame) -> bool:
    """Tell whether another number of the sentence hangs on the noun."""
    numbers = [t for t in noun.subtree if t.tag_ == "CD" and t not in frame.tokens]
    return any(t.head.i == noun.i or t.head.head.i == noun.i for t in numbers)


def shape_features(
    shape: str, phrase: str, noun: Token, frame: Frame, kind: Kind, ties: list[str]
) -> dict[str, float]:
    """Return how a phrase is cut and how long it is."""
    features = {
        f"shape {shape}": 1.0,
        f"shape {shape}&{kind.value}": 1.0,
        f"shape {shape}&{frame.quantity.form.value}": 1.0,
        f"words {min(len(phrase.split()), LONGEST)}": 1.0,
    }
    features |= {f"shape {shape}&{tie}": 1.0 for tie in ties[:1]}
    features[f"shape {shape}&word {noun.lower_}"] = 1.0
    return features
