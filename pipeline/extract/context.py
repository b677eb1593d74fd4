"""What a reader remembers while reading: company, source, period and metric of the passage."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.components.attributions import Attribution
from pipeline.components.marked import MarkedArticle, MarkedSentence
from schemas import Period


@dataclass(frozen=True, slots=True)
class Memory:
    """The state of reading before a sentence; each part None where nothing was said yet."""

    paragraph: int = -1
    company: str | None = None
    source: str | None = None
    period: Period | None = None
    metric: str | None = None

    def enter(self, paragraph: int) -> "Memory":
        """Return the memory at the start of a sentence: a new paragraph forgets the passage."""
        if paragraph == self.paragraph:
            return self
        return Memory(paragraph=paragraph, company=self.company)

    def after(
        self,
        attributions: Iterable[Attribution],
        subject: str | None,
        period: Period | None,
        metric: str | None,
    ) -> "Memory":
        """Return the memory after a sentence; what it does not say stays as it was."""
        source = self.source
        for attribution in attributions:
            source = attribution.source
        return replace(
            self,
            company=subject or self.company,
            source=source,
            period=period or self.period,
            metric=metric or self.metric,
        )


def main_company(article: MarkedArticle) -> str | None:
    """Return the company that the article is about; None where no name stands out.

    The most mentioned, the earliest of equals; one mention is enough only where it is the
    article's single company.
    """
    counts: Counter[str] = Counter()
    for sentence in article.sentences:
        counts.update(c.name for c in sentence.companies if not c.is_agency)
    if not counts:
        return None
    (name, count), *others = counts.most_common()
    if count == 1 and others:
        return None
    return name


def subject_company(sentence: MarkedSentence) -> str | None:
    """Return the company that is the subject of the sentence's main verb; None without one."""
    for token in sentence.parsed.doc:
        if token.dep_ not in ("nsubj", "nsubjpass") or token.head.dep_ not in ("ROOT", "ccomp", "conj"):
            continue
        start, end = sentence.parsed.span_of(token)
        for company in sentence.companies:
            if company.start < end and start < company.end and not company.is_agency:
                return company.name
    return None
