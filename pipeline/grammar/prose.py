"""Whether a text is English prose at all: what is not is recorded, not extracted.

Half a megabyte of encoded bytes would cost the parser a minute and give nothing but nonsense;
an article in another language would give figures that nobody can trust.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.lexicon import read_table
from schemas import RejectionReason, SourceError

COLUMNS = ("word", "language", "source")
SAMPLE = 20_000
"""Characters from the start that are looked at."""
LONGEST_WORD = 60
LEAST_LETTERS = 400
LEAST_WORDS = 40
MOST_FOREIGN = 0.5
"""Letters outside the Latin script, as a part of all letters."""
TELLING = 0.08
"""Part of the words that must be another language's small words."""


@dataclass(frozen=True, slots=True)
class ProseCheck:
    """Knows the small words of some languages ("the", "und"), by which they are told apart."""

    languages: Mapping[str, frozenset[str]]

    def check(self, text: str) -> None:
        """Make sure that the text can be English prose; short and tabular texts pass.

        Raises:
            SourceError: NOT_TEXT for long runs without spaces (encoded bytes), NOT_ENGLISH for
                another script or language.
        """
        sample = text[:SAMPLE]
        words = sample.split()
        solid = sum(len(word) for word in words if len(word) > LONGEST_WORD)
        if len(sample) >= LEAST_LETTERS and solid > len(sample) / 2:
            raise SourceError(
                RejectionReason.NOT_TEXT,
                "most of it are runs of over 60 characters without a space, such as encoded "
                "bytes; give the text itself",
            )
        language = self.language(words)
        if language != "en":
            raise SourceError(
                RejectionReason.NOT_ENGLISH,
                f"its words look like language {language!r}; only English is extracted: "
                "translate it, or leave it out",
            )

    def language(self, words: list[str]) -> str:
        """Return the ISO 639-1 code of the words' language; "en" where nothing speaks against it.

        "und" stands for a script that is not Latin.
        """
        letters = [c for word in words for c in word if c.isalpha()]
        if len(letters) >= LEAST_LETTERS:
            foreign = sum(c > "\u024f" for c in letters)
            if foreign > MOST_FOREIGN * len(letters):
                return "und"
        plain = [word.strip(".,;:!?()\"'“”‘’").lower() for word in words]
        plain = [word for word in plain if word.isalpha()]
        if len(plain) < LEAST_WORDS:
            return "en"
        counts: Counter[str] = Counter()
        for name, known in self.languages.items():
            counts[name] = sum(word in known for word in plain)
        best, count = counts.most_common(1)[0]
        is_other = best != "en" and count > TELLING * len(plain) and count > 2 * counts["en"]
        return best if is_other else "en"


def load_prose_check(workspace: Path | None = None) -> ProseCheck:
    """Return the check with the small words of `seeds/lexicon/language_words.csv`."""
    words: dict[str, set[str]] = {}
    for row in read_table("language_words", COLUMNS, workspace=workspace):
        words.setdefault(row["language"], set()).add(row["word"])
    return ProseCheck({language: frozenset(found) for language, found in words.items()})
