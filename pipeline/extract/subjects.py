"""What a forecast is about: its leading figure, or the subject of what is to come."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.components.clauses import child, is_noun, subject_of
from pipeline.components.phrases import phrase_of
from pipeline.extract.claims import metric_key
from pipeline.extract.clauses import Clause
from pipeline.extract.meanings import Meaning
from pipeline.extract.metric_keys import MetricKeys
from pipeline.extract.owners import Owner
from pipeline.extract.standing import company_at
from pipeline.grammar.quantities import Form
from schemas import Kind, Period

AMOUNTS = (Form.MONEY, Form.COUNT, Form.MEASURE, Form.BARE)
CONTENTS = ("ccomp", "xcomp", "pcomp")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is forecast, of whom, and where; each None where the text does not say."""

    metric: str | None
    metric_key: str | None
    company: Owner | None
    region: str | None


def find_leading(ahead: Sequence[Meaning], target: Period | None) -> Meaning | None:
    """Return the figure that says most: a level before its growth, at the target period."""
    return max(ahead, key=lambda meaning: _weight(meaning, target), default=None)


def _weight(meaning: Meaning, target: Period | None) -> tuple[bool, bool, bool, bool]:
    at_target = target is not None and meaning.period is not None and meaning.period.value == target
    lasting = meaning.quantity.form is Form.DURATION
    is_amount = meaning.quantity.form in AMOUNTS
    return not lasting, meaning.kind.value[0] is Kind.LEVEL, is_amount, at_target


def find_subject(
    clause: Clause, leading: Meaning | None, cue: Token | None, keys: MetricKeys
) -> Subject:
    """Return what the leading figure is of; without one, what the content of the cue is about."""
    if leading is not None:
        return Subject(
            leading.metric.value if leading.metric else None,
            metric_key(leading, keys),
            leading.company.value if leading.company else None,
            leading.region.value if leading.region else None,
        )
    noun = _subject_of_content(cue) if cue is not None else None
    company = company_at(noun, clause.read.sentence) if noun is not None else None
    regions = {place.name for place in clause.read.sentence.places}
    region = regions.pop() if len(regions) == 1 else None
    metric = None
    if noun is not None and is_noun(noun) and company is None and noun.ent_type_ != "PERSON":
        metric = phrase_of(noun, clause.read.sentence)
    names = [region] if region else []
    return Subject(metric, keys.key_of(metric, "", without=names), company, region)


def _subject_of_content(cue: Token) -> Token | None:
    """Return the subject of what is to come: "expects *inference* to exceed training"."""
    verb = cue.head if cue.dep_ in ("aux", "acomp", "oprd") else cue
    content = child(verb, *CONTENTS)
    if content is not None and (noun := child(content, "nsubj", "nsubjpass")) is not None:
        return noun
    return subject_of(verb)
