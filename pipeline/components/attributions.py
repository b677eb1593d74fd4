"""Who says so: source, cue and content of every attribution in a sentence.

"According to X", "X expects …", "analysts at X said …", "X's data show …", "forecast by X",
and the pronouns that stand for a source already named ("the firm", "it also predicts").
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.components.clauses import ancestors, child, is_verb, own_subject
from pipeline.components.cues import CueKind, CueTable, WordClass
from pipeline.components.marked import MarkedSentence

SPEAKING = (
    CueKind.SAY_VERB,
    CueKind.FORECAST_VERB,
    CueKind.FORECAST_VERB_WEAK,
    CueKind.ESTIMATE_VERB,
    CueKind.TARGET_VERB,
)
SPEECH_NOUNS = (
    CueKind.SOURCE_NOUN,
    CueKind.FORECAST_NOUN,
    CueKind.ESTIMATE_NOUN,
    CueKind.TARGET_NOUN,
)
LINKS = ("at", "from", "by", "of", "with", "for")
PRONOUNS = ("it", "they", "we")
REPORTED_VERBS = frozenset(
    "report reports reported reporting announce announced post posted".split()
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source with its cue: `source` is the canonical name, `cue` the word that attributes.

    `whole` tells that the whole sentence is the content ("according to X"); else the content
    is what hangs below the cue. `resolved` tells that a pronoun stood for the source.
    """

    source: str
    cue: Token
    whole: bool
    resolved: bool
    is_person: bool
    rule: str

    def covers(self, token: Token) -> bool:
        """Tell whether the token lies in the content."""
        return self.whole or any(head.i == self.cue.i for head in ancestors(token))


@dataclass(frozen=True, slots=True)
class _Named:
    """A possible source: its canonical name and the token that heads it."""

    name: str
    head: Token
    is_person: bool


def find_attributions(
    sentence: MarkedSentence,
    cues: CueTable,
    last_source: str | None,
    last_company: str | None,
    *,
    in_passage: bool = True,
) -> tuple[Attribution, ...]:
    """Return the sentence's attributions in reading order.

    Args:
        sentence: The marked sentence.
        cues: The cue table.
        last_source: Whom the passage quoted last: what "the firm" and "it" may stand for.
        last_company: The company that the passage is about: what "the company" stands for.
        in_passage: Whether a sentence of the same paragraph comes before: what else could "it"
            stand for?
    """
    found = [a for named in _names(sentence) if (a := _attribution(named, cues))]
    is_known = last_source is not None or last_company is not None
    if is_known and all(a.whole for a in found):
        found += _pronouns(sentence, cues, last_source, last_company, in_passage=in_passage)
    return tuple(found)


def _names(sentence: MarkedSentence) -> Iterator[_Named]:
    """Yield the named companies, agencies and people with their head tokens."""
    parsed = sentence.parsed
    for company in sentence.companies:
        if tokens := parsed.tokens_in(company.start, company.end):
            yield _Named(company.name, _head(tokens), False)
    for person in sentence.people:
        if tokens := parsed.tokens_in(person.start, person.end):
            yield _Named(person.organisation or person.name, _head(tokens), True)


def _head(tokens: list[Token]) -> Token:
    own = {t.i for t in tokens}
    return next((t for t in reversed(tokens) if t.head.i not in own or t.head.i == t.i), tokens[-1])


def _attribution(named: _Named, cues: CueTable) -> Attribution | None:
    """Return what a name is the source of; None where it only is spoken of."""
    token = named.head
    for _ in range(4):
        if found := _spoken(token, named, cues):
            return found
        above = _climb(token, cues)
        if above is None:
            return None
        token = above
    return None


def _climb(token: Token, cues: CueTable) -> Token | None:
    """Return the noun that speaks for the name: "*analysts* at X", "X's *report*"."""
    head = token.head
    if token.dep_ in ("poss", "compound", "nmod", "appos", "conj") and head.i != token.i:
        if token.dep_ in ("appos", "conj") or _speaks(head, cues):
            return head
    if token.dep_ == "pobj" and head.lower_ in LINKS and _speaks(head.head, cues):
        return head.head
    return None


def _speaks(noun: Token, cues: CueTable) -> bool:
    return cues.in_class(noun.lower_, WordClass.PERSON) or cues.of(noun, *SPEECH_NOUNS) is not None


def _spoken(token: Token, named: _Named, cues: CueTable) -> Attribution | None:
    """Return the attribution in which `token` is the speaker; None where it is none."""
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "to" and head.head.lower_ == "according":
        return _make(named, head.head, True, "according to")
    if token.dep_ == "pobj" and head.lower_ == "by" and head.head.tag_ == "VBN":
        if cues.of(head.head, *SPEAKING) or head.head.lower_ in ("compiled", "polled", "surveyed"):
            return _make(named, head.head, True, "passive with by")
    if token.dep_ in ("nsubj", "nsubjpass") and is_verb(head) and cues.of(head, *SPEAKING):
        return _make(named, head, _is_inverted(head), "subject of a speaking verb")
    if cues.of(token, CueKind.FORECAST_NOUN, CueKind.ESTIMATE_NOUN) and token is not named.head:
        return _make(named, token, token.dep_ in ("nsubj", "nsubjpass"), "source's noun")
    return None


def _make(named: _Named, cue: Token, whole: bool, rule: str) -> Attribution:
    return Attribution(named.name, cue, whole, False, named.is_person, rule)


def _is_inverted(verb: Token) -> bool:
    """Tell whether the content is the main clause: "Sales rose 5%, Gartner said".

    "After Gartner predicted a fall" has its own content, and says nothing of the main clause.
    """
    has_content = child(verb, "ccomp", "xcomp", "dobj") is not None
    return verb.dep_ in ("parataxis", "ccomp") or not has_content


def _pronouns(
    sentence: MarkedSentence,
    cues: CueTable,
    last_source: str | None,
    last_company: str | None,
    *,
    in_passage: bool,
) -> Iterator[Attribution]:
    """Yield attributions whose speaker is "it", "he", "the firm", "the report"."""
    for verb in sentence.parsed.doc:
        cue = cues.of(verb, *SPEAKING)
        subject = own_subject(verb) if cue else None
        if subject is None or verb.lower_ in REPORTED_VERBS:
            continue
        alone = subject.lower_ in PRONOUNS and not in_passage
        source = _standing_for(subject, cues, last_source, None if alone else last_company)
        if source is not None:
            yield Attribution(source, verb, _is_inverted(verb), True, False, "pronoun for a source")


def _standing_for(
    subject: Token, cues: CueTable, last_source: str | None, last_company: str | None
) -> str | None:
    """Return the name behind a pronoun or a noun such as "the firm"; None where nobody fits."""
    word = subject.lower_
    if word in ("he", "she"):
        return last_source
    if word in PRONOUNS:
        return last_source or last_company
    definite = any(c.lower_ in ("the", "its", "this", "their") for c in subject.lefts)
    if not definite:
        return None
    if word == "company" or cues.in_class(word, WordClass.PERSON):
        return last_company or last_source
    if cues.of(subject, CueKind.SOURCE_PRONOUN, CueKind.SOURCE_NOUN):
        return last_source or last_company
    if cues.in_class(word, WordClass.OWN):  # "the lender", "the automaker"
        return last_company or last_source
    return None
