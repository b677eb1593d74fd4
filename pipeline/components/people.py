"""The people that an article names, and the organisation that the text ties them to."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from pipeline.components.companies import FoundCompany
from pipeline.components.parsed import ParsedSentence

START = attrgetter("start")
NEAR = 600
"""Characters around a person in which an organisation can be tied to them."""

OFFICES = (
    r"(?:CEO|CFO|COO|CTO|CIO|CMO|CSO|EVP|SVP|VP|president|chair(?:man|woman|person)?|directors?|chief"
    r"|analysts?|economists?|strategists?|(?:co-?)?founders?|partner|officer|spokes(?:man|woman|person)"
    r"|representative|head|managers?|boss|treasurer|counsel|secretary|fellow|scientist|engineer|consultant"
    r"|trader|broker|researcher|executive|owner|principal|adviser|advisor|lawyer|lead)"
)

# ", an analyst at", ", co-founder and Chief Scientist at", " is the head of"; ", CEO, ".
OFFICE_AFTER = re.compile(
    rf"^(?:,| is| was) {{1,2}}(?:[^.;:()\n]{{0,80}}?[ -])?{OFFICES}\b"
    r"(?:[^.;:()\n\"“”]{0,60}?\b(?:at|of|for|with|from) "
    r"(?:the |[a-z\-]{2,20} (?:firm|company|bank|broker|group|agency|house) )?|, )$",
    re.IGNORECASE,
)

# ", a " of "Ann Poe, a Canalys analyst"; ", " of "Ann Poe, BlueDot's founder".
APPOSED = re.compile(r"^, (?:an? |the )?$")

# "'s founder", " equity analyst", " Group CEO": an office right after the organisation.
OFFICE_OF_IT = re.compile(
    rf"^(?:['’]s?)? (?:[A-Za-z\-]{{2,16}} ){{0,3}}?{OFFICES}\b", re.IGNORECASE
)

# " CEO ", "'s chief economist, ", " Chairman and CEO ", " lead analyst ", " analyst Dr. ".
OFFICE_BEFORE = re.compile(
    rf"^(?:['’]s?)?,? (?:(?:[a-z\-&]{{2,16}}|[A-Z][a-z]{{3,12}}|U\.S\.|US|UK),? ){{0,6}}{OFFICES}"
    rf"(?: (?:and|of|for|&) [^.;()\n]{{2,40}}?)?,? (?:(?:Mr|Mrs|Ms|Dr)\.? )?$",
    re.IGNORECASE,
)

# "passed", "which", "is": a word that ends the organisation's noun phrase before the office.
BREAK = re.compile(
    r"\b(?:\w{2,12}(?:ed|ing)|is|was|are|were|has|had|have|will|would|said|says|that|which|who|while"
    r"|after|before|when|but|by|to|with|from|on|in|than|because)\b"
)

# "lead analyst Ben Coe", "CEO Ann Poe": an office without its organisation.
OFFICE_ALONE = re.compile(
    r"(?:analyst|economist|strategist|spokes(?:man|woman|person)|CEO|CFO|[Cc]hair(?:man|woman)"
    r"|[Cc]hief (?:[Ee]xecutive|[Ff]inancial|[Oo]perating)(?: [Oo]fficer)?) $"
)

TITLES = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Sir|Lord|Prof)\.? ")


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One mention of a person at `[start, end)` of the cleaned text.

    `name` is the fullest form in the article; `organisation` the canonical name of the company
    or agency the text ties the person to, None where it names none.
    """

    start: int
    end: int
    name: str
    organisation: str | None


def find_people(
    text: str, sentences: Sequence[ParsedSentence], companies: Sequence[FoundCompany]
) -> tuple[FoundPerson, ...]:
    """Return the mentions of people in reading order; later mentions by surname share the tie."""
    companies = sorted(companies, key=START)
    spans = [span for sentence in sentences for span in _person_spans(text, sentence, companies)]
    names = _fullest_names([text[start:end] for start, end in spans])
    ties: dict[str, str] = {}
    for start, end in spans:
        organisation = _organisation_of(text, start, end, companies)
        if organisation is not None:
            ties.setdefault(names[text[start:end]], organisation)
    return tuple(
        FoundPerson(start, end, names[text[start:end]], ties.get(names[text[start:end]]))
        for start, end in spans
    )


def _person_spans(
    text: str, sentence: ParsedSentence, companies: Sequence[FoundCompany]
) -> Iterator[tuple[int, int]]:
    """Yield the positions of the model's people, titles and possessives left out."""
    for entity in sentence.doc.ents:
        if entity.label_ != "PERSON":
            continue
        start, end = sentence.borders[entity.start][0], sentence.borders[entity.end - 1][1]
        surface = text[start:end]
        title = TITLES.match(surface)
        start += title.end() if title else 0
        end -= 2 if surface.endswith(("'s", "’s")) else 0
        around = _near(companies, start, end)
        taken = any(c.start < end and start < c.end for c in around)
        if start < end and text[start].isupper() and not taken:
            yield start, end


def _fullest_names(surfaces: Sequence[str]) -> dict[str, str]:
    """Return the fullest form for each surface: the first longer one that ends with it."""
    longer: dict[str, str] = {}
    for full in surfaces:
        words = full.split(" ")
        for first in range(1, len(words)):
            longer.setdefault(" ".join(words[first:]), full)
    return {surface: longer.get(surface, surface) for surface in surfaces}


def _near(companies: Sequence[FoundCompany], start: int, end: int) -> Sequence[FoundCompany]:
    """Return the companies close enough to `[start, end)` to be tied to a person there."""
    first = bisect_left(companies, start - NEAR, key=START)
    return companies[first : bisect_left(companies, end + NEAR, key=START)]


def _organisation_of(
    text: str, start: int, end: int, companies: Sequence[FoundCompany]
) -> str | None:
    """Return the organisation whose office the person at `[start, end)` holds."""
    near = _near(companies, start, end)
    for company in sorted(near, key=lambda c: abs(c.start - start)):
        if company.end <= start:
            if _holds_office_before(text[company.end : start]):
                return company.name
        elif end <= company.start and _holds_office_after(text, end, company):
            return company.name
    if OFFICE_ALONE.search(text[max(0, start - 20) : start]):
        return _last_named(text, start, near)
    return None


def _holds_office_before(between: str) -> bool:
    """Return whether an organisation, the words `between` and a person are "AWS CEO Ann Poe"."""
    if len(between) > 90 or OFFICE_BEFORE.match(between) is None:
        return False
    return BREAK.search(between) is None


def _holds_office_after(text: str, end: int, company: FoundCompany) -> bool:
    """Return whether "Ann Poe" that ends at `end` is "an analyst at" or "a NAME analyst"."""
    between = text[end : company.start]
    if len(between) > 150:
        return False
    if APPOSED.match(between):
        return OFFICE_OF_IT.match(text[company.end : company.end + 60]) is not None
    return OFFICE_AFTER.match(between) is not None


def _last_named(text: str, start: int, companies: Sequence[FoundCompany]) -> str | None:
    """Return the one company named in the same or the previous sentence before `start`."""
    sentence_ends = [
        m.end() for m in re.finditer(r"[.!?]['\"”’]?\s", text[max(0, start - NEAR) : start])
    ]
    opening = max(0, start - NEAR) + (sentence_ends[-2] if len(sentence_ends) > 1 else 0)
    near = {c.name for c in companies if opening <= c.start and c.end <= start}
    return near.pop() if len(near) == 1 else None
