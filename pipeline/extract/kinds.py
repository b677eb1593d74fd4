"""Kind and direction of a figure: level, change, share or multiple; up or down."""

from decimal import Decimal

from spacy.tokens import Token

from pipeline.components.clauses import child, is_verb, phrase_start, pobj_of
from pipeline.components.cues import Cue, CueKind, CueTable, WordClass
from pipeline.extract.decisions import Decision
from pipeline.extract.frames import Frame
from pipeline.grammar.quantities import Form
from schemas import Direction, Kind

RELATIVE_FORMS = (Form.PERCENT, Form.POINTS)
AMOUNT_LINKS = ("by", "npadvmod", "advmod", "dobj", "obl", "nummod", "attr", "dep", "amod", "some")
LEVEL_LINKS = ("to", "at", "from")
SHARE_LINKS = ("of",)

KindDecision = Decision[tuple[Kind, Direction | None]]


def decide_kind(frame: Frame, cues: CueTable) -> KindDecision:
    """Return the figure's kind and direction, with the rule and the words it went by."""
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
