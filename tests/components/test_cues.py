"""Cues: what words do in a sentence."""

from pathlib import Path

import pytest
from spacy.tokens import Token

from pipeline.components.cues import CueKind, WordClass, load_cues
from schemas import Direction, SettingsError
from tests.model_fixtures import cue_table, mark_one


def word(text: str, wanted: str) -> Token:
    """Return the first token of `text` with these letters."""
    return next(t for t in mark_one(text).parsed.doc if t.text == wanted)


# sentence, word, kinds asked for, kind and direction found
WORDS = [
    ("Sales rose 5%.", "rose", (CueKind.CHANGE_VERB,), (CueKind.CHANGE_VERB, Direction.UP)),
    ("Sales fell 5%.", "fell", (CueKind.CHANGE_VERB,), (CueKind.CHANGE_VERB, Direction.DOWN)),
    ("The rose is red.", "rose", (CueKind.CHANGE_VERB,), None),
    ("It saw a 5% increase.", "increase", (CueKind.CHANGE_NOUN,), (CueKind.CHANGE_NOUN, "up")),
    ("Prices increase.", "increase", (CueKind.CHANGE_NOUN,), None),
    ("Sales will rise.", "will", (CueKind.MODAL_WILL,), (CueKind.MODAL_WILL, None)),
    ("He wrote his will.", "will", (CueKind.MODAL_WILL,), None),
    ("Gartner expects a rise.", "expects", (CueKind.FORECAST_VERB,), (CueKind.FORECAST_VERB, None)),
    ("Gartner expects a rise.", "expects", (CueKind.TARGET_VERB,), None),
    ("The table is red.", "table", tuple(CueKind), None),
]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "wanted", "kinds", "expected"), WORDS, ids=[f"{row[0]}:{row[1]}" for row in WORDS]
)
def test_cue_of_a_word(
    text: str,
    wanted: str,
    kinds: tuple[CueKind, ...],
    expected: tuple[CueKind, str | None] | None,
) -> None:
    """A word is a cue only in the part of speech that the cue asks for."""
    cue = cue_table().of(word(text, wanted), *kinds)
    assert (cue and (cue.kind, cue.direction)) == expected


@pytest.mark.model
def test_first_cue_of_a_sentence() -> None:
    """The first token with a cue is found with it; a sentence without one gives none."""
    doc = mark_one("Sales rose and costs fell.").parsed.doc
    found = cue_table().first(doc, CueKind.CHANGE_VERB)
    assert found is not None
    assert (found[0].text, found[1].direction) == ("rose", Direction.UP)
    assert cue_table().first(doc, CueKind.SHARE_VERB) is None


def test_cue_of_a_bare_word() -> None:
    """Without a sentence, spelling alone decides, in any case of letters."""
    cue = cue_table().word("Rose", CueKind.CHANGE_VERB)
    assert cue is not None
    assert (cue.base, cue.direction) == ("rise", Direction.UP)
    assert cue_table().word("zebra", *CueKind) is None


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("revenue", "company"),
        ("net revenue", "company"),
        ("Revenue of the zebra", "company"),
        ("inflation", "market"),
        ("shares", "stock"),
        ("zebra", "other"),
        (None, "none"),
    ],
)
def test_class_of_a_metric(metric: str | None, expected: str) -> None:
    """The last known noun of the phrase says whose figure it may be."""
    assert cue_table().metric_class(metric) == expected


def test_word_is_in_its_class_only() -> None:
    """A class holds its own words in lower case."""
    assert cue_table().in_class("revenue", WordClass.COMPANY)
    assert not cue_table().in_class("revenue", WordClass.MARKET)
    assert not cue_table().in_class("Revenue", WordClass.COMPANY)


def test_workspace_adds_cues(workspace: Path) -> None:
    """A researcher's own word becomes a cue, and the repository's stay."""
    folder = workspace / "seeds" / "lexicon"
    folder.mkdir()
    row = "base,forms,cue,direction,source\nmoon,moon moons mooned,change_verb,up,own\n"
    (folder / "cues.csv").write_text(row, encoding="utf-8")
    cues = load_cues(workspace)
    mooned = cues.word("mooned", CueKind.CHANGE_VERB)
    assert mooned is not None
    assert mooned.direction is Direction.UP
    assert cues.word("rose", CueKind.CHANGE_VERB) is not None


@pytest.mark.parametrize(
    ("name", "table", "said"),
    [
        ("cues", "base,forms,cue,direction,source\nmoon,moon,jump,up,own\n", "jump"),
        ("cues", "base,forms,cue,direction,source\nmoon,moon,say_verb,left,own\n", "left"),
        ("word_classes", "word,class,source\nmoon,planet,own\n", "planet"),
    ],
)
def test_unknown_cues_and_classes_are_refused(
    workspace: Path, name: str, table: str, said: str
) -> None:
    """The message names the table and the value that no one knows."""
    folder = workspace / "seeds" / "lexicon"
    folder.mkdir()
    (folder / f"{name}.csv").write_text(table, encoding="utf-8")
    with pytest.raises(SettingsError, match=rf"{name}\.csv.*moon.*{said}"):
        load_cues(workspace)
