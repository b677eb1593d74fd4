"""One article in, its facts or a rejection out: the whole pipeline as one pure function.

No Prefect, no DuckDB, no clock: the same bytes give the same records.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from pipeline.clean import CleanText
from pipeline.components.companies import CompanyFinder, FoundCompany, load_company_finder
from pipeline.components.counting import count_things
from pipeline.components.cues import CueTable, load_cues
from pipeline.components.marked import MarkedArticle, MarkedSentence, mark_sentences
from pipeline.components.people import find_people
from pipeline.components.places import PlaceFinder, load_place_finder
from pipeline.extract.calibration import Calibration, load_calibration
from pipeline.extract.claims import make_figures
from pipeline.extract.companies import make_mentions
from pipeline.extract.figures import FigureReader, load_figure_reader
from pipeline.extract.forecasts import ForecastContext, make_forecasts
from pipeline.extract.metric_keys import MetricKeys, load_metric_keys
from pipeline.extract.owners import set_stage
from pipeline.extract.passages import is_aside, make_passages, news, set_aside
from pipeline.extract.records import RawText
from pipeline.extract.rejects import make_rejects, sift, taken_by_periods
from pipeline.extract.tables import TableContext, TableReader, load_table_reader
from pipeline.extract.tables_text import TableRegions, clean_around, raw_names
from pipeline.failpoints import failpoint
from pipeline.grammar.anchors import find_anchor
from pipeline.grammar.bases import find_bases
from pipeline.grammar.effort import check_effort
from pipeline.grammar.passages import FoundPassage, find_passages
from pipeline.grammar.periods import find_periods
from pipeline.grammar.prose import ProseCheck, load_prose_check
from pipeline.grammar.quantities import (
    NumberScan,
    QuantityGrammar,
    RejectedSpan,
    load_quantity_grammar,
)
from pipeline.grammar.sentences import SentenceSpan, split_sentences
from pipeline.likeness import sign
from pipeline.nlp import Model, load_model, parse_sentences
from pipeline.readers import Guard, ReadArticle, Table, open_source, read_source
from pipeline.settings import Settings, extractor_version
from pipeline.versions import Versions
from schemas import (
    Article,
    ArticleFacts,
    Extraction,
    Figure,
    Rejection,
    RejectionReason,
    Source,
    SourceError,
)

LOG = logging.getLogger(__name__)
LANGUAGE = "en"
MAX_HEADLINE = 160


@dataclass(frozen=True, slots=True)
class Divided:
    """A cleaned text with its sentences, its tables, and the passages that are no news."""

    cleaned: CleanText
    tables: tuple[Table, ...]
    sentences: tuple[SentenceSpan, ...]
    passages: tuple[FoundPassage, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """A marked article with the numbers that were left out of it."""

    article: MarkedArticle
    rejected: tuple[RejectedSpan, ...]
    companies: tuple[FoundCompany, ...]


@dataclass(frozen=True, slots=True)
class Processor:
    """Everything that extraction needs, loaded once.

    `extractor_version` changes with code and lexicon, `model_version` with the model.
    """

    settings: Settings
    guard: Guard
    extractor_version: str
    model: Model
    grammar: QuantityGrammar
    finder: CompanyFinder
    prose: ProseCheck
    places: PlaceFinder
    reader: FigureReader
    tables: TableReader
    cues: CueTable
    keys: MetricKeys
    calibration: Calibration

    @property
    def model_version(self) -> str:
        """Name, version and hash of the language model."""
        return self.model.version

    def content_key(self, source: Source) -> str:
        """Return the key under which equal input and equal extraction are known."""
        return Versions(self.extractor_version, self.model_version).content_key(source)

    def open(self, source: Source) -> Iterator[Source | Rejection]:
        """Yield the articles that a source holds, unread: itself, or those of an archive."""
        return open_source(source, self.guard, self.content_key)

    def process(self, source: Source) -> Extraction | Rejection:
        """Return the source's article with its facts, or why there is none; never raises.

        This is the one place that catches every exception: a bug rejects its article with the
        exception's name, and the log has the traceback.
        """
        try:
            read = read_source(source, self.guard)
            failpoint("read")
            return self._extract(source, read)
        except SourceError as error:
            return self._reject(source, error.reason, error.detail)
        except Exception as error:
            LOG.exception("extraction failed: %s", source.source_uri)
            detail = f"{type(error).__name__}: {error}; please report it with the article"
            return self._reject(source, RejectionReason.EXTRACTION_FAILED, detail)

    def process_many(self, sources: Iterable[Source]) -> Iterator[Extraction | Rejection]:
        """Yield the outcome of each source, in order."""
        for source in sources:
            yield self.process(source)

    def _reject(self, source: Source, reason: RejectionReason, detail: str) -> Rejection:
        return Rejection(
            source_uri=source.source_uri,
            content_sha256=source.content_sha256,
            content_key=self.content_key(source),
            reason=reason,
            detail=detail,
        )

    def _extract(self, source: Source, read: ReadArticle) -> Extraction:
        """Clean, mark and extract one article that could be read."""
        if len(read.raw_text) > self.settings.max_characters:
            raise SourceError(
                RejectionReason.TOO_LARGE,
                f"{len(read.raw_text):,} characters; at most {self.settings.max_characters:,} "
                "are extracted (FORETELL_MAX_CHARACTERS): divide the text",
            )
        self.prose.check(read.raw_text)
        divided = _divide(clean_around(read.raw_text, read.tables, read.edits), read.tables)
        check_effort(divided.cleaned.text, divided.sentences)
        failpoint("clean")
        article = self._article(source, read, divided)
        with self.model.one_thread.held():
            facts = self._facts(article, divided)
        failpoint("extract")
        signature = sign(news(divided.cleaned.text, divided.passages))
        return Extraction(article=article, facts=facts, signature=signature)

    def _article(self, source: Source, read: ReadArticle, divided: Divided) -> Article:
        """Return the article's own record; its id depends on the text alone."""
        unified = read.raw_text.replace("\r\n", "\n").replace("\r", "\n").strip()
        meta = read.metadata
        return Article(
            source_uri=source.source_uri,
            article_id=sha256(unified.encode("utf-8", "surrogatepass")).hexdigest()[:16],
            title=meta.title or _headline(unified),
            published_on=meta.published_on,
            language=meta.language or LANGUAGE,
            publisher=meta.publisher,
            author=meta.author,
            origin_uri=meta.source_uri,
            origins=read.origins,
            raw_text=read.raw_text,
            content_sha256=source.content_sha256,
            content_key=self.content_key(source),
            word_count=len(read.raw_text.split()),
            edits=divided.cleaned.edits,
            passages=make_passages(divided.passages, divided.cleaned),
        )

    def _facts(self, article: Article, divided: Divided) -> ArticleFacts:
        """Return every record of the article, in reading order."""
        raw = RawText(article.article_id, article.raw_text, divided.cleaned.offsets)
        marks = self._mark(article, divided)
        choosers = self.reader.bind(marks.article)
        read = self.reader.read(marks.article, choosers)
        figures = (
            *make_figures(read, raw, self.keys, self.calibration),
            *self._in_tables(divided, marks, raw),
        )
        figures = tuple(sorted(figures, key=lambda figure: figure.char_start))
        context = ForecastContext(raw, self.cues, self.keys, marks.article.anchor, choosers)
        return ArticleFacts(
            source_uri=article.source_uri,
            article_id=article.article_id,
            title=article.title,
            published_on=article.published_on,
            language=article.language,
            figures=figures,
            companies=tuple(make_mentions(marks.companies, raw)),
            forecasts=tuple(make_forecasts(read, context)),
            rejected=tuple(make_rejects(marks.rejected, figures, divided.cleaned, raw)),
        )

    def _in_tables(self, divided: Divided, marks: Marks, raw: RawText) -> Iterator[Figure]:
        """Yield the figures of all tables."""
        if not divided.tables:
            return
        context = TableContext(
            article_id=raw.article_id,
            raw_text=raw.raw_text,
            anchor=marks.article.anchor,
            names=raw_names(marks.companies, raw),
            main=set_stage(marks.article, Counter(), self.finder.kind_of).main,
        )
        for table in divided.tables:
            yield from self.tables.figures(table, context)

    def _mark(self, article: Article, divided: Divided) -> Marks:
        """Find numbers, times and names, and parse the sentences around them."""
        text, passages = divided.cleaned.text, divided.passages
        anchor = find_anchor(text, article.published_on)
        periods = find_periods(text, anchor)
        regions = TableRegions(divided.tables, divided.cleaned)
        scan = set_aside(self.grammar.scan(text, taken_by_periods(periods)), passages)
        scan = NumberScan(regions.outside(scan.quantities), scan.rejected)
        parsed = parse_sentences(self.model, text, divided.sentences, scan.quantities)
        companies = self.finder.find(text, parsed)
        kept, rejected = sift(scan, companies)
        sentences = mark_sentences(
            text,
            parsed,
            kept,
            periods,
            find_bases(text),
            companies,
            find_people(text, parsed, companies),
        )
        prose = regions.outside(sentences)
        stated = (sentence for sentence in prose if not is_aside(sentence.start, passages))
        counted = [self._complete(sentence) for sentence in stated]
        return Marks(MarkedArticle(text, anchor, tuple(counted)), rejected, companies)

    def _complete(self, sentence: MarkedSentence) -> MarkedSentence:
        """Return the sentence with what its bare numbers count, and its places."""
        counted = tuple(count_things(sentence, q) for q in sentence.quantities)
        sentence = sentence.with_quantities(counted)
        return sentence.with_places(self.places.find(sentence)) if counted else sentence


def _divide(cleaned: CleanText, tables: tuple[Table, ...]) -> Divided:
    """Return the text in its parts."""
    sentences = split_sentences(cleaned.text)
    return Divided(cleaned, tables, sentences, find_passages(cleaned.text, sentences))


def _headline(text: str) -> str | None:
    """Return the first line where it reads like a headline: short, and without a final stop."""
    line = text.split("\n", 1)[0].strip()
    if not 0 < len(line) <= MAX_HEADLINE or line == text or line.endswith((".", ":", ";", ",")):
        return None
    return line


def load_processor(settings: Settings) -> Processor:
    """Return a processor for the settings' workspace; loading the model takes 1 to 2 seconds.

    Raises:
        ModelError: The model is missing or was changed.
        SettingsError: A lexicon table is wrong.
    """
    finder = load_company_finder(settings.home)
    grammar = load_quantity_grammar(settings.home)
    places = load_place_finder(settings.home)
    keys = load_metric_keys(settings.home)
    return Processor(
        settings=settings,
        guard=Guard(),
        extractor_version=extractor_version(settings),
        model=load_model(settings),
        grammar=grammar,
        finder=finder,
        prose=load_prose_check(settings.home),
        places=places,
        reader=load_figure_reader(finder.kind_of, settings.home),
        tables=load_table_reader(grammar, places, keys, settings.home),
        cues=load_cues(settings.home),
        keys=keys,
        calibration=load_calibration(settings.home),
    )
