"""Where a word stands in its sentence, and on whom it turns: what the forecast rankers ask."""

from spacy.tokens import Token

from pipeline.components.clauses import ancestors, is_noun, is_verb, subject_of
from pipeline.components.cues import CueKind, CueTable, WordClass
from pipeline.components.marked import MarkedSentence

ASIDE = {"relcl": "relative", "acl": "relative", "advcl": "subordinate"}
INSIDE = ("amod", "compound", "nmod")
PRONOUNS = ("PRP", "WP", "WDT", "DT", "EX")


def verb_of(cue: Token) -> Token:
    """Return the verb that a cue colours: "*reach*" of "will reach", else the cue itself."""
    return cue.head if cue.dep_ in ("aux", "acomp", "oprd", "advmod") else cue


def place_of(word: Token, cues: CueTable) -> str:
    """Return where the word stands: in the main clause, in what is said, in an aside."""
    last = word
    for token in (word, *ancestors(word)):
        if token.dep_ in ASIDE:
            return ASIDE[token.dep_]
        if token.dep_ == "ccomp" and cues.of(token.head, CueKind.SAY_VERB):
            return "reported"
        if token.dep_ in INSIDE:
            return "attribute"
        if token.dep_ in ("pobj", "pcomp"):
            return "prepositional"
        last = token
    return "main" if last.dep_ == "ROOT" else "other"


def subject_sort(verb: Token, sentence: MarkedSentence, cues: CueTable) -> str:
    """Return what sort of word the verb's subject is; "nobody" where it has none."""
    subject = subject_of(verb) if is_verb(verb) else None
    if subject is None:
        return "nobody"
    if subject.tag_ in PRONOUNS:
        return subject.lower_
    if company_at(subject, sentence) is not None:
        return "company"
    if subject.ent_type_ == "PERSON":
        return "person"
    return _noun_sort(subject, cues)


def _noun_sort(noun: Token, cues: CueTable) -> str:
    """Return what a common noun may stand for: "the firm", "the report", "analysts"."""
    definite = any(c.lower_ in ("the", "its", "this", "their") for c in noun.lefts)
    if cues.in_class(noun.lower_, WordClass.PERSON):
        return "the person" if definite else "people"
    if definite and (noun.lower_.endswith("maker") or cues.of(noun, CueKind.SOURCE_PRONOUN)):
        return "the firm"
    if cues.of(noun, CueKind.SOURCE_NOUN):
        return "the report"
    return "noun" if is_noun(noun) else "other"


def company_at(word: Token, sentence: MarkedSentence) -> str | None:
    """Return the company whose name the word is part of; None where it is of none."""
    start, end = sentence.parsed.span_of(word)
    found = (c for c in sentence.companies if c.start < end and start < c.end)
    return next((company.name for company in found), None)
