"""Whose figure it is, and of which place."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.components.clauses import child, phrase_start, subject_of
from pipeline.components.companies import FoundCompany
from pipeline.components.marked import MarkedSentence
from pipeline.extract.decisions import Decision
from pipeline.extract.frames import Frame

Owner = str | tuple[str, ...]
OwnerDecision = Decision[Owner]

COMPANY_METRICS = frozenset(
    "revenue revenues sales earnings profit profits income loss losses ebitda ebit eps margin "
    "margins dividend dividends share shares stock cash debt guidance outlook employees workers "
    "staff customers stores backlog orders capex expenditure expenses costs spending investment "
    "acquisition stake shareholders turnover headcount deliveries shipments production capacity "
    "valuation cap subscribers bookings proceeds offering buyback repurchase assets liabilities "
    "payment price funding".split()
)
OWN_NOUNS = frozenset("company firm group bank maker retailer carrier lender chain startup manufacturer airline automaker business insurer operator giant".split())
MARKET_WORDS = frozenset("market industry sector economy gdp inflation unemployment index rate".split())


@dataclass(frozen=True, slots=True)
class Topic:
    """Whom a passage is about: the company last made a subject, and the article's main one."""

    company: str | None
    main: str | None


def decide_company(frame: Frame, metric: str | None, topic: Topic, source: str | None) -> OwnerDecision | None:
    """Return the company (or companies) whose figure it is; None for a market's or nobody's.

    Args:
        frame: The quantity in its sentence.
        metric: What is measured, as far as known.
        topic: Whom the passage and the article are about.
        source: Who says so; an analyst house is not the owner of what it forecasts.
    """
    return (
        _listed(frame)
        or _near_noun(frame)
        or _of_clause(frame, source)
        or _of_topic(frame, metric, topic)
    )


def _companies(frame: Frame) -> Iterator[tuple[FoundCompany, Token]]:
    """Yield the sentence's companies, agencies left out, with their head tokens."""
    for company in frame.sentence.companies:
        tokens = frame.sentence.parsed.tokens_in(company.start, company.end)
        if tokens and not company.is_agency:
            yield company, tokens[-1]


def _company_at(token: Token | None, frame: Frame) -> FoundCompany | None:
    """Return the company whose name covers the token."""
    if token is None:
        return None
    start, end = frame.sentence.parsed.span_of(token)
    return next(
        (c for c in frame.sentence.companies if c.start < end and start < c.end and not c.is_agency), None
    )


def _listed(frame: Frame) -> OwnerDecision | None:
    """Read "companies like A, B and C are projected to invest": all that are named."""
    subject = frame.subject
    if subject is None or subject.lower_ not in ("companies", "firms", "providers", "giants", "makers", "banks"):
        return None
    start, end = min(t.i for t in subject.subtree), max(t.i for t in subject.subtree)
    names = [c.name for c, head in _companies(frame) if start <= head.i <= end]
    if len(names) < 2:
        return None
    return Decision(tuple(dict.fromkeys(names)), "companies listed as the subject", (subject,))


def _near_noun(frame: Frame) -> OwnerDecision | None:
    """Read the possessor of the noun that is measured: "Ford's shares", "losses at GM"."""
    for noun in (frame.head, frame.governor, frame.subject):
        if noun is None:
            continue
        start = phrase_start(noun).i
        for token in noun.doc[start : noun.i + 1]:
            if token in frame.tokens:
                continue
            company = _company_at(token, frame)
            if company and (noun.i != token.i or token is frame.subject):
                return Decision(company.name, "name in the noun phrase", (token,))
        for preposition in noun.rights:
            if preposition.dep_ == "prep" and preposition.lower_ in ("of", "at", "for", "by", "in"):
                obj = child(preposition, "pobj")
                if company := _company_at(obj, frame):
                    return Decision(company.name, "name after the noun", (preposition,))
    return None


def _of_clause(frame: Frame, source: str | None) -> OwnerDecision | None:
    """Read the subject of the number's clause, then of the clauses above it."""
    verb = frame.verb
    for _ in range(4):
        if verb is None:
            return None
        subject = subject_of(verb)
        company = _company_at(subject, frame)
        if company is None and subject is not None:
            company = next((c for t in subject.lefts if (c := _company_at(t, frame))), None)
        if company is not None:
            if company.name == source and verb is not frame.verb:
                return None
            return Decision(company.name, "subject of the clause", (subject,) if subject else ())
        if subject is not None and subject.tag_ not in ("PRP", "WDT", "WP"):
            return None
        verb = verb.head if verb.head.i != verb.i else None
    return None


def _of_topic(frame: Frame, metric: str | None, topic: Topic) -> OwnerDecision | None:
    """Carry the passage's company over where the clause says "it", "the company" or no one."""
    subject = frame.subject
    known = topic.company or topic.main
    if known is None:
        return None
    words = set((metric or "").lower().replace("-", " ").split())
    if words & MARKET_WORDS:
        return None
    if subject is not None and subject.lower_ in OWN_NOUNS | {"it", "we", "they", "which", "management"}:
        return Decision(known, "pronoun for the company", (subject,), 0.8)
    if _has_own_word(frame.sentence) or words & COMPANY_METRICS:
        return Decision(known, "carried over from the passage", weight=0.7)
    return None


def _has_own_word(sentence: MarkedSentence) -> bool:
    """Tell whether the sentence speaks of "the company", "its", "our"."""
    return any(
        t.lower_ in ("its", "our", "we") or (t.lower_ in OWN_NOUNS and t.i and t.nbor(-1).lower_ == "the")
        for t in sentence.parsed.doc
    )


def decide_region(frame: Frame, places: tuple[tuple[int, int, str], ...]) -> Decision[str] | None:
    """Return the place that the figure is about as the text writes it; None where none is near.

    Args:
        frame: The quantity in its sentence.
        places: The sentence's places: half-open position and words.
    """
    noun_tokens = [t for t in (frame.subject, frame.governor, frame.head) if t is not None]
    for noun in noun_tokens:
        span = [t.i for t in noun.subtree if t.i < noun.i + 12]
        for start, end, name in places:
            tokens = frame.sentence.parsed.tokens_in(start, end)
            if tokens and tokens[0].i in span:
                return Decision(name, "place in the noun phrase", name)
    if places and len({name for *_, name in places}) == 1:
        return Decision(places[0][2], "only place of the sentence", places[0][2], 0.6)
    return None
