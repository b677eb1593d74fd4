"""Bare spaCy over a part of the texts: `python -m tests.benchmarks.bare FILE LIMIT PART PARTS`."""

import sys
from pathlib import Path

import spacy

from pipeline.lexicon import REPOSITORY
from pipeline.model_files import model_folder
from pipeline.settings import load_settings
from tests.benchmarks.texts import given_articles


def main() -> None:
    """Read every PARTS-th article from number PART on with all components of the model."""
    file, limit, part, parts = Path(sys.argv[1]), *map(int, sys.argv[2:5])
    texts = [each.content.decode() for each in given_articles(file, limit)[part::parts]]
    nlp = spacy.load(model_folder(load_settings(home=REPOSITORY).model))
    tokens = sum(len(doc) for doc in nlp.pipe(texts))
    print(f"{len(texts)} articles, {tokens:,} tokens")


if __name__ == "__main__":
    main()
