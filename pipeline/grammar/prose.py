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
LEAST_ENGLISH = 0.35
"""Part of the words without a capital that an English text has from the word list at least; the
least that was found in 7,766 English articles is 0.7, the most in eight other languages 0.2."""
MIXED_ENGLISH = 0.6
"""The same where another language's small words are more than the English ones."""
ENDINGS = ("s", "es", "d", "ed", "ing", "ly", "er", "ies", "ied")
"""English endings that the word list leaves out. Source: own."""


@dataclass(frozen=True, slots=True)
class ProseCheck:
    """Knows the small words of some languages ("the", "und"), by which they are told apart.

    `english` are the common words of English, which tell it from every other language.
    """

    languages: Mapping[str, frozenset[str]]
    english: frozenset[str]

    def check(self, text: str) -> None:
        """Make sure that the text can be English prose; short and tabular texts pass.

        Raises:
            SourceError: NOT_TEXT for long runs without spaces (encoded bytes), NOT_ENGLISH for
                another script or language.
        """
        sample = text[:SAMPLE]
        words = sample.split()
        language = self.language(words)
        if language != "en" and _is_foreign_script(words):
            raise _no_english(language)
        solid = sum(len(word) for word in words if len(word) > LONGEST_WORD)
        if len(sample) >= LEAST_LETTERS and solid > len(sample) / 2:
            raise SourceError(
                RejectionReason.NOT_TEXT,
                "most of it are runs of over 60 characters without a space, such as encoded "
                "bytes; give the text itself",
            )
        if language != "en":
            raise _no_english(language)

    def language(self, words: list[str]) -> str:
        """Return the ISO 639-1 code of the words' language; "en" where nothing speaks against it.

        "und" stands for a script that is not Latin, and for a language that is not known here.
        """
        if _is_foreign_script(words):
            return "und"
        bare = [word.strip(".,;:!?()\"'“”‘’") for word in words]
        bare = [word for word in bare if word.isalpha()]
        plain = [word.lower() for word in bare]
        if len(plain) < LEAST_WORDS:
            return "en"
        counts: Counter[str] = Counter()
        for name, known in self.languages.items():
            counts[name] = sum(word in known for word in plain)
        best, count = counts.most_common(1)[0]
        is_other = best != "en" and count > TELLING * len(plain) and count > 2 * counts["en"]
        english = self._english_part([w for w in bare if len(w) > 1 and w[0].islower()])
        if is_other or (counts[best] > counts["en"] and english < MIXED_ENGLISH):
            return best
        return "en" if english >= LEAST_ENGLISH else "und"

    def _english_part(self, words: list[str]) -> float:
        """Return the part of words without a capital, which names have, that are English."""
        if len(words) < LEAST_WORDS:
            return 1.0
        return sum(map(self._is_english, words)) / len(words)

    def _is_english(self, word: str) -> bool:
        """Return whether a word, or the base of a form of it, is in the word lists."""
        if word in self.english or word in self.languages["en"]:
            return True
        return any(
            word.endswith(ending) and word[: -len(ending)] in self.english for ending in ENDINGS
        )


def _is_foreign_script(words: list[str]) -> bool:
    """Return whether most letters are not of the Latin script."""
    letters = [c for word in words for c in word if c.isalpha()]
    if len(letters) < LEAST_LETTERS:
        return False
    return sum(c > "\u024f" for c in letters) > MOST_FOREIGN * len(letters)


def _no_english(language: str) -> SourceError:
    """Return the refusal of a text in another language."""
    known = f"look like language {language!r}" if language != "und" else "are not English"
    return SourceError(
        RejectionReason.NOT_ENGLISH,
        f"its words {known}; only English is extracted: translate it, or leave it out",
    )


def load_prose_check(workspace: Path | None = None) -> ProseCheck:
    """Return the check with the words of `language_words.csv` and `common_words.csv`."""
    words: dict[str, set[str]] = {}
    for row in read_table("language_words", COLUMNS, workspace=workspace):
        words.setdefault(row["language"], set()).add(row["word"])
    common = read_table("common_words", ("word", "source"), workspace=workspace)
    return ProseCheck(
        {language: frozenset(found) for language, found in words.items()},
        frozenset(row["word"] for row in common),
    )
