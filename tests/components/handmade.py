"""Sentences parsed by hand, for tests that need no model."""

from collections.abc import Sequence

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.parsed import ParsedSentence
from pipeline.grammar.sentences import split_sentences

BLANK: Language = spacy.blank("en")


def parse_by_hand(
    text: str, entities: Sequence[tuple[str, str]] = ()
) -> tuple[ParsedSentence, ...]:
    """Return the sentences of `text`; every place of an entity's words gets its label.

    Words with a capital are tagged as names (NNP) unless they open the sentence.
    """
    return tuple(
        ParsedSentence.of_doc(
            _parse(text[span.start : span.end], entities),
            span.start,
            paragraph=span.paragraph,
            is_heading=span.is_heading,
        )
        for span in split_sentences(text)
    )


def _parse(sentence: str, entities: Sequence[tuple[str, str]]) -> Doc:
    doc = BLANK.make_doc(sentence)
    for token in doc:
        token.tag_ = "NNP" if token.text[0].isupper() and token.i else "NN"
    spans = []
    for surface, label in entities:
        start = sentence.find(surface)
        while start >= 0:
            span = doc.char_span(start, start + len(surface), label=label)
            if span is not None:
                spans.append(span)
            start = sentence.find(surface, start + 1)
    doc.ents = spacy.util.filter_spans(spans)
    return doc
