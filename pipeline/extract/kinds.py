"""Kind and direction of a figure: level, change, share or multiple; up or down."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from spacy.tokens import Token

from pipeline.components.clauses import child, is_verb, phrase_start, pobj_of
from pipeline.components.cues import Cue, CueKind, CueTable, WordClass
from pipeline.extract.decisions import Decision
from pipeline.extract.frames import Frame
from pipeline.extract.metric_features import governor_kind
from pipeline.grammar.quantities import Form
from pipeline.ranking import Candidate
from schemas import Direction, Kind

RELATIVE_FORMS = (Form.PERCENT, Form.POINTS)
AMOUNT_LINKS = ("by", "npadvmod", "advmod", "dobj", "obl", "nummod", "attr", "dep", "amod", "some")
LEVEL_LINKS = ("to", "at", "from")
SHARE_LINKS = ("of",)
TELLING = (
    CueKind.CHANGE_ADVERB,
    CueKind.CHANGE_NOUN,
    CueKind.CHANGE_VERB,
    CueKind.SHARE_NOUN,
    CueKind.SHARE_VERB,
    CueKind.SAY_VERB,
)

KindOf = tuple[Kind, Direction | None]
KindDecision = Decision[KindOf]

SENSES: tuple[KindOf, ...] = (
    (Kind.LEVEL, None),
    (Kind.SHARE, None),
    (Kind.CHANGE, Direction.UP),
    (Kind.CHANGE, Direction.DOWN),
    (Kind.MULTIPLE, Direction.UP),
    (Kind.MULTIPLE, Direction.DOWN),
)
NEAR = 3
MULTIPLE_WORD = "multiple word"
"""The number grammar's rule for "doubled" and "halved", which leave nothing to weigh."""


def kind_candidates(
    frame: Frame, cues: CueTable, before: Sequence[KindOf]
) -> list[Candidate[KindOf]]:
    """Return every kind and direction a number may have, each with what speaks for it.

    Args:
        frame: The quantity in its sentence.
        cues: The cue table.
        before: Kind and direction of the sentence's earlier figures.
    """
    read = read_kind(frame, cues)
    signs = list(_signs(frame, cues, before, read))
    certain = frame.quantity.rule == MULTIPLE_WORD
    candidates = []
    for kind, direction in (read.value,) if certain else SENSES:
        name = f"{kind.value} {direction.value}" if direction else kind.value
        features = {name: 1.0} | {f"{name}&{sign}": 1.0 for sign in signs}
        rule = read.rule if read.value == (kind, direction) else "weighed"
        candidates.append(Candidate((kind, direction), features, rule, read.quoted))
    return candidates


def _signs(
    frame: Frame, cues: CueTable, before: Sequence[KindOf], read: KindDecision
) -> Iterator[str]:
    """Yield what may tell a number's kind: the rules' reading, the parse, the words around."""
    kind, direction = read.value
    form = frame.quantity.form.value
    told = f"{kind.value} {direction.value if direction else ''}".strip()
    governed = governor_kind(frame, cues)
    yield f"form {form}"
    yield f"read {told}"
    yield f"read {told} {read.rule}"
    yield f"read {told}&{form}"
    yield f"after {governed}&{form}"
    yield f"after {governed} {frame.relation}"
    yield f"relation {frame.relation}&{form}"
    yield f"head {frame.head.dep_}&{form}"
    if before:
        last_kind, last_direction = before[-1]
        last = f"{last_kind.value} {last_direction.value if last_direction else ''}".strip()
        yield f"before {last}&{form}"
        yield f"before {last}&{frame.relation}"
    for token in (*_beside(frame, -NEAR, 0), *_beside(frame, 1, NEAR + 1)):
        cue = cues.of(token, *TELLING)
        if cue is not None:
            yield f"near {cue.kind.value} {cue.direction.value if cue.direction else ''}".strip()
        if token.lower_ in ("of", "those", "percent", "points", "respectively"):
            yield f"near {token.lower_}&{form}"
    subject = frame.subject
    if subject is not None:
        yield f"subject class {cues.metric_class(subject.lower_)}&{form}"
        if cue := cues.of(subject, CueKind.CHANGE_NOUN):
            yield f"subject {cue.kind.value} {cue.direction.value if cue.direction else ''}"
    verb = frame.verb
    if verb is not None and (cue := cues.of(verb, CueKind.CHANGE_VERB, CueKind.LIFT_VERB)):
        yield f"verb {cue.kind.value} {cue.direction.value if cue.direction else ''}"


def _beside(frame: Frame, low: int, high: int) -> Iterator[Token]:
    """Yield the tokens from `low` to `high` places beside the quantity, negative before it."""
    doc = frame.head.doc
    edge = frame.tokens[0].i if low < 0 else frame.tokens[-1].i
    for index in range(max(0, edge + low), min(len(doc), edge + high)):
        yield doc[index]


def read_kind(frame: Frame, cues: CueTable) -> KindDecision:
    """Return what the rules take the kind and direction for, with the words they went by."""
    form = frame.quantity.form
    if form is Form.MULTIPLE:
        return _multiple(frame, cues)
    if form is Form.FRACTION:
        return Decision((Kind.SHARE, None), "a fraction", frame.tokens)
    return _change(frame, cues) or _share(frame, cues) or Decision((Kind.LEVEL, None), "default")


def _multiple(frame: Frame, cues: CueTable) -> KindDecision:
    """Read the direction of "doubled", "three times", "halved" off value and verb."""
    if frame.quantity.value < Decimal(1):
        return Decision((Kind.MULTIPLE, Direction.DOWN), "below one", frame.tokens)
    cue = frame.governor is not None and cues.of(frame.governor, CueKind.CHANGE_VERB)
    direction = (cue.direction if cue else None) or Direction.UP
    return Decision((Kind.MULTIPLE, direction), "a multiple", frame.tokens)


def _change(frame: Frame, cues: CueTable) -> KindDecision | None:
    """Return a change where a change word governs the number or stands right beside it."""
    found = (
        _by_adverb(frame, cues)
        or _by_noun(frame, cues)
        or _by_verb(frame, cues)
        or _by_subject(frame, cues)
        or _by_sign(frame)
    )
    if found is None:
        return None
    token, direction, rule = found
    return Decision((Kind.CHANGE, direction), rule, (token,))


Found = tuple[Token, Direction | None, str]


def _by_adverb(frame: Frame, cues: CueTable) -> Found | None:
    """Find "up 5%", "5% higher", "down by $3"; not "up to 5%", not "more than 5%"."""
    relative = frame.quantity.form in RELATIVE_FORMS
    before, after = frame.before, frame.after
    if before is not None and before.lower_ in (
        "by",
        "about",
        "some",
        "nearly",
        "almost",
        "another",
    ):
        before = before.nbor(-1) if before.i else None
    if before is not None and before.lower_ in ("up", "down"):
        cue = cues.of(before, CueKind.CHANGE_ADVERB)
        if cue is not None:
            return before, cue.direction, "adverb before"
    if after is not None and (cue := cues.of(after, CueKind.CHANGE_ADVERB)):
        if relative or after.lower_ not in ("up", "down"):
            goes_on = after.i + 1 < len(after.doc) and after.nbor().lower_ == "than"
            if relative or goes_on:
                return after, cue.direction, "adverb after"
    return None


def _by_noun(frame: Frame, cues: CueTable) -> Found | None:
    """Find "a 27% increase", "growth of 5%", "a CAGR of 22.6%", "grew at a rate of 4%"."""
    noun = frame.governor
    if noun is None or is_verb(noun):
        return None
    if frame.relation in LEVEL_LINKS and frame.quantity.form not in RELATIVE_FORMS:
        return None
    if frame.relation in ("to", "from"):
        return None
    words = [noun, *(noun.doc[i] for i in range(phrase_start(noun).i, noun.i))]
    if frame.after is not None and frame.after.lower_ in ("cagr", "growth"):
        words.append(frame.after)
    for word in words:
        if word in frame.tokens:
            continue
        cue = cues.of(word, CueKind.CHANGE_NOUN) or _cagr(word, cues)
        if cue and (word.i == noun.i or frame.quantity.form in RELATIVE_FORMS):
            return word, cue.direction, "change noun"
    return None


def _cagr(word: Token, cues: CueTable) -> Cue | None:
    return cues.word(word.text, CueKind.CHANGE_NOUN) if word.lower_ in ("cagr", "growth") else None


def _by_verb(frame: Frame, cues: CueTable) -> Found | None:
    """Find "rose 5%", "fell by $3m", "cutting costs by 40%"; not "rose to", not "cut costs to"."""
    verb = frame.governor
    if verb is None:
        return None
    cue = cues.of(verb, CueKind.CHANGE_VERB)
    lift = cues.of(verb, CueKind.LIFT_VERB)
    relative = frame.quantity.form in RELATIVE_FORMS
    if lift and frame.relation != "by" and not (relative and frame.relation not in LEVEL_LINKS):
        return None
    cue = cue or lift
    if cue is None or frame.relation not in AMOUNT_LINKS:
        return None
    return verb, cue.direction or _side(verb), "change verb"


def _by_subject(frame: Frame, cues: CueTable) -> Found | None:
    """Find "the annual growth rate will reach 22.6%", "the increase was 5%"."""
    subject = frame.subject
    if frame.quantity.form not in RELATIVE_FORMS or subject is None or frame.governor is None:
        return None
    if not cues.of(frame.governor, CueKind.REACH_VERB):
        return None
    words = [subject, *(subject.doc[i] for i in range(phrase_start(subject).i, subject.i))]
    for word in words:
        if cue := cues.of(word, CueKind.CHANGE_NOUN) or _cagr(word, cues):
            return word, cue.direction, "change noun as subject"
    return None


def _side(verb: Token) -> Direction | None:
    """Return where an undirected verb goes: "edged *up*", "moved *lower*"."""
    for token in verb.children:
        if token.lower_ in ("up", "higher", "upward", "upwards"):
            return Direction.UP
        if token.lower_ in ("down", "lower", "downward", "downwards"):
            return Direction.DOWN
    return None


def _by_sign(frame: Frame) -> Found | None:
    """Find "+5%" and "-1.4%" beside the number they explain."""
    if frame.quantity.form not in RELATIVE_FORMS:
        return None
    first = frame.sentence.text[frame.quantity.start - frame.sentence.start :][:1]
    before = frame.sentence.text[: frame.quantity.start - frame.sentence.start][-1:]
    if first in "-−–" or before in "-−":
        return frame.head, Direction.DOWN, "minus sign"
    if before == "+" or first == "+":
        return frame.head, Direction.UP, "plus sign"
    return None


def _share(frame: Frame, cues: CueTable) -> KindDecision | None:
    """Return a share: "11.7% market share", "56% of the market", "a 46.4% stake"."""
    if frame.quantity.form is not Form.PERCENT:
        return None
    whole = pobj_of(frame.head, *SHARE_LINKS)
    if whole is not None or (frame.after is not None and frame.after.lower_ == "of"):
        return Decision((Kind.SHARE, None), "a part of a whole", frame.tokens)
    noun = frame.governor
    if noun is None:
        return None
    words = [noun, *noun.lefts, *noun.rights]
    hit = cues.first((w for w in words if w not in frame.tokens), CueKind.SHARE_NOUN)
    if hit and not is_verb(noun) and not cues.in_class(noun.lower_, WordClass.LEVEL):
        return Decision((Kind.SHARE, None), "share noun", (hit[0],))
    if frame.relation in ("dobj", "npadvmod", "for", "attr") and (
        cues.of(noun, CueKind.SHARE_VERB) and child(noun, "nsubj") is not None
    ):
        return Decision((Kind.SHARE, None), "share verb", (noun,))
    return None
