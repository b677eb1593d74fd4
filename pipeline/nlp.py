"""The language model: loaded, and given each sentence in a form it can parse.

The parser learnt from newspaper prose: it reads "$5 million" and "5%" well and stumbles over
"(£0.2)M" or "12pc". So money and percentages are handed to it in that plain form; the offset
map of the exchange gives every token its true place. The text itself is never rewritten.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.parsed import ParsedSentence
from pipeline.grammar.quantities import Form, FoundQuantity
from pipeline.grammar.sentences import SentenceSpan
from pipeline.matrices import OneThread, use_numpy_products
from pipeline.model_files import check_model, model_folder
from pipeline.offsets import OffsetMap, apply_edits
from pipeline.settings import Settings
from schemas import Edit, ModelError

UNUSED_COMPONENTS = ("lemmatizer", "attribute_ruler", "senter")
BATCH_SIZE = 64

# the mark before We in: "We expect
OPENING_QUOTE = re.compile(r"(?:(?<=[\s(\[—–])|^)\"")
# "5\u00a0million", "sold  pumps", a line's end
OTHER_SPACE = re.compile(r"\s{2,400}|[^\S ]")


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded spaCy pipeline and the version that rows are stamped with."""

    nlp: Language
    version: str
    one_thread: OneThread = field(default_factory=OneThread)


def load_model(settings: Settings) -> Model:
    """Return the checked model, without the components that nothing here reads.

    Raises:
        ModelError: The model is not installed, was changed, or is none that spaCy can load.
    """
    version = check_model(settings)
    folder = model_folder(settings.model)
    try:
        nlp = spacy.load(folder, exclude=list(UNUSED_COMPONENTS))
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder}: spaCy cannot load it as a model ({error})") from error
    use_numpy_products(nlp)
    return Model(nlp, version)


def parse_sentences(
    model: Model,
    text: str,
    spans: Sequence[SentenceSpan],
    quantities: Sequence[FoundQuantity],
) -> tuple[ParsedSentence, ...]:
    """Return each sentence of `spans` with its parse, in reading order.

    Args:
        model: The loaded model.
        text: The cleaned text that all positions refer to.
        spans: The sentences to parse.
        quantities: What the number grammar found, in reading order.
    """
    starts = [q.start for q in quantities]
    plain = [
        _plain_form(
            text,
            span,
            quantities[bisect_left(starts, span.start) : bisect_left(starts, span.end)],
        )
        for span in spans
    ]
    docs = [model.nlp.make_doc(words) for words, _ in plain]
    for doc in docs:
        for token in doc:
            token.is_sent_start = token.i == 0
    parsed = list(model.nlp.pipe(docs, batch_size=BATCH_SIZE))
    return tuple(
        ParsedSentence(
            span.start,
            span.end,
            span.paragraph,
            span.is_heading,
            doc,
            tuple(_borders(doc, offsets, span.start)),
        )
        for span, (_, offsets), doc in zip(spans, plain, parsed, strict=True)
    )


def _borders(doc: Doc, offsets: OffsetMap, start: int) -> Iterator[tuple[int, int]]:
    """Yield each token's position in the text that holds the sentence from `start` on."""
    for index, length in doc.to_array(["IDX", "LENGTH"]).tolist():
        low, high = offsets.to_raw(index, index + length)
        yield start + low, start + high


def _plain_form(
    text: str, span: SentenceSpan, quantities: Iterable[FoundQuantity]
) -> tuple[str, OffsetMap]:
    """Return the sentence as the parser should see it, mapped to the sentence's characters.

    Beside the quantities, its spaces are made plain: to the model, a no-break space, a line's
    end or a second space is a word of its own.
    """
    sentence = _with_book_quotes(text[span.start : span.end])
    edits = [
        Edit(
            char_start=q.start - span.start,
            char_end=q.end - span.start,
            replacement=_padded(sentence, q.start - span.start, q.end - span.start, q),
            rule="plain form",
        )
        for q in quantities
        if span.start <= q.start and q.end <= span.end and _plain_words(q)
    ]
    taken = [(edit.char_start, edit.char_end) for edit in edits]
    edits += [
        Edit(char_start=start, char_end=end, replacement=" ", rule="plain space")
        for start, end in (match.span() for match in OTHER_SPACE.finditer(sentence))
        if not any(low < end and start < high for low, high in taken)
    ]
    return apply_edits(sentence, sorted(edits, key=lambda edit: edit.char_start))


def _with_book_quotes(sentence: str) -> str:
    """Return the sentence with opening and closing quotes for straight ones, nothing moved.

    The model reads a name behind a straight quote otherwise than behind a printed one.
    """
    if '"' not in sentence and "'" not in sentence:
        return sentence
    return OPENING_QUOTE.sub("“", sentence).replace('"', "”").replace("'", "’")


def _padded(sentence: str, start: int, end: int, quantity: FoundQuantity) -> str:
    """Return the plain words with a space wherever a letter or digit touches them."""
    before = " " if start and sentence[start - 1].isalnum() else ""
    after = " " if end < len(sentence) and sentence[end].isalnum() else ""
    return before + _plain_words(quantity) + after


def _plain_words(quantity: FoundQuantity) -> str:
    """Return "$5 million", "$1.54" or "5%"; empty where the parser reads the text's own words."""
    if quantity.vague:
        return ""
    if quantity.form is Form.MONEY:
        return "$5 million" if abs(quantity.value) >= 10_000 else "$1.54"
    if quantity.form is Form.PERCENT:
        return "5%"
    return ""
