"""What in a sentence ties a number to a company: subjects, possessors, lists, the setting."""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.components.clauses import child, own_subject, phrase_start, subject_of
from pipeline.components.companies import FoundCompany
from pipeline.components.cues import CueTable, WordClass
from pipeline.components.marked import MarkedSentence, Place
from pipeline.extract.frames import Frame
from pipeline.grammar.quantities import Form

COUNTS = (Form.COUNT, Form.BARE)
OWN_PRONOUNS = frozenset("it we they which who he she i".split())


def subject_company(sentence: MarkedSentence) -> str | None:
    """Return the company that is the subject of one of the sentence's main verbs."""
    for token in sentence.parsed.doc:
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ in ("ROOT", "ccomp", "conj"):
            if company := company_at(token, sentence):
                return company.name
    return None


def company_at(token: Token | None, sentence: MarkedSentence) -> FoundCompany | None:
    """Return the company whose name covers the token; None for none."""
    if token is None:
        return None
    start, end = sentence.parsed.span_of(token)
    return next((c for c in sentence.companies if c.start < end and start < c.end), None)


def company_ties(frame: Frame) -> Iterator[tuple[str, list[str]]]:
    """Yield, for each company that the parse ties to the number, the ties' names."""
    found: dict[str, list[str]] = {}
    for name, rule in (*_in_noun(frame), *_in_clauses(frame)):
        found.setdefault(name, []).append(rule)
    yield from found.items()


def _in_noun(frame: Frame) -> Iterator[tuple[str, str]]:
    """Read the possessor of the noun that is measured: "Ford's shares", "losses at GM"."""
    for label, noun in (
        ("head", frame.head),
        ("governor", frame.governor),
        ("subject", frame.subject),
    ):
        if noun is None:
            continue
        for token in noun.doc[phrase_start(noun).i : noun.i]:
            company = company_at(token, frame.sentence)
            if company and token not in frame.tokens:
                yield company.name, f"in {label} phrase"
        for preposition in noun.rights:
            if preposition.dep_ == "prep":
                if company := company_at(child(preposition, "pobj"), frame.sentence):
                    yield company.name, f"{label} {preposition.lower_}"


def _in_clauses(frame: Frame) -> Iterator[tuple[str, str]]:
    """Read the subjects of the number's clause and of the clauses above it."""
    verb, level = frame.verb, 0
    while verb is not None and level < 4:
        subject = subject_of(verb) if level == 0 else own_subject(verb)
        if company := company_at(subject, frame.sentence):
            yield company.name, "clause subject" if level == 0 else "subject above"
        for token in subject.lefts if subject is not None else ():
            if company := company_at(token, frame.sentence):
                yield company.name, "of clause subject" if level == 0 else "of subject above"
        verb = verb.head if verb.head.i != verb.i else None
        level += 1


def listed_companies(frame: Frame, cues: CueTable) -> tuple[str, ...] | None:
    """Read "companies like A, B and C are projected to invest": all that are named."""
    subject = frame.subject
    if subject is None or not cues.in_class(subject.lower_, WordClass.SEVERAL):
        return None
    names = [
        company.name for token in subject.subtree if (company := company_at(token, frame.sentence))
    ]
    names = list(dict.fromkeys(names))
    return tuple(names) if len(names) > 1 else None


def owner_setting(frame: Frame, metric: str | None, cues: CueTable) -> list[str]:
    """Return words on the figure that make an owner more or less likely."""
    subject = frame.subject.lower_ if frame.subject is not None else ""
    words = [f"metric {cues.metric_class(metric)}", f"form {frame.quantity.form.value}"]
    if subject in OWN_PRONOUNS or cues.in_class(subject, WordClass.OWN):
        words.append("own subject")
    if any(t.lower_ in ("its", "our", "their", "his") for t in frame.sentence.parsed.doc):
        words.append("own possessive")
    if cues.in_class(subject, WordClass.COMPANY):
        words.append("company subject")
    if cues.in_class(subject, WordClass.MARKET):
        words.append("market subject")
    if frame.sentence.parsed.is_heading:
        words.append("heading")
    words.append(f"subject {subject_kind(frame)}")
    if metric is not None:
        words.append(f"head {metric.lower().split()[-1]}")
        words.append(f"first {metric.lower().split()[0]}")
    if frame.quantity.item is not None and cues.in_class(frame.tokens[-1].lower_, WordClass.AGENT):
        words.append("people counted")
    return words


def subject_kind(frame: Frame) -> str:
    """Return what the clause's subject is: a company, a place, a pronoun, a name, a noun."""
    subject = frame.subject
    if subject is None:
        return "none"
    if company_at(subject, frame.sentence):
        return "company"
    if place_subject(frame) is not None:
        return "place"
    if subject.tag_.startswith("PRP"):
        return f"pronoun {subject.lower_}"
    return "name" if subject.tag_.startswith("NNP") else "noun"


def place_subject(frame: Frame) -> Place | None:
    """Return the place that is the subject of the number's clause; None for no place."""
    if frame.subject is None:
        return None
    start, end = frame.sentence.parsed.span_of(frame.subject)
    inside = (p for p in frame.sentence.places if p.start < end and start < p.end)
    return next(inside, None)


def doing_company(frame: Frame) -> str | None:
    """Return the only company named, where it is the subject and the number the object of a verb.

    A verb of saying or expecting is no doing; None where the clause is built otherwise.
    """
    verb, names = frame.verb, {company.name for company in frame.sentence.companies}
    if verb is None or len(names) != 1 or frame.quantity.form not in COUNTS:
        return None
    subject = company_at(own_subject(verb), frame.sentence)
    objects = [token for token in verb.children if token.dep_ == "dobj"]
    is_object = any(token in frame.tokens for token in objects)
    return subject.name if subject is not None and is_object else None
