"""The language model: checked before it is loaded, and given plain sentences."""

import shutil
from pathlib import Path

import pytest

from pipeline.grammar.quantities import load_quantity_grammar
from pipeline.grammar.sentences import split_sentences
from pipeline.model_files import KNOWN_MODELS, check_model, hash_files, model_folder
from pipeline.nlp import UNUSED_COMPONENTS, _plain_form, load_model, parse_sentences
from pipeline.settings import Settings
from schemas import ModelError
from tests.model_fixtures import load_extractor

GRAMMAR = load_quantity_grammar()
KNOWN = next(iter(KNOWN_MODELS))


@pytest.fixture
def other(settings: Settings, tmp_path: Path) -> Settings:
    """Return settings that name a copied, tiny folder in the shape of a model."""
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "config.cfg").write_text("[nlp]\n", encoding="utf-8")
    (folder / "weights").write_bytes(b"\0\1\2")
    return settings.model_copy(update={"model": str(folder)})


def test_known_model_has_its_checksum(settings: Settings) -> None:
    """The installed model is the one that was measured, and its version says so."""
    assert settings.model in KNOWN_MODELS
    assert check_model(settings).endswith(f"+{KNOWN_MODELS[settings.model][:8]}")


def test_changed_model_is_refused(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One byte of a known model changed, and it is not loaded."""
    folder = tmp_path / model_folder(settings.model).name
    shutil.copytree(model_folder(settings.model), folder)
    assert hash_files(folder) == KNOWN_MODELS[settings.model]
    changed = folder / "meta.json"
    content = bytearray(changed.read_bytes())
    content[-2] ^= 1
    changed.write_bytes(content)
    monkeypatch.setattr("pipeline.model_files.model_folder", lambda _: folder)
    with pytest.raises(ModelError, match="not the ones that were measured"):
        check_model(settings)
    with pytest.raises(ModelError, match="make install"):
        load_model(settings)


def test_hash_covers_names_and_bytes(other: Settings) -> None:
    """A renamed file is another model; a byte-code cache is none of its files."""
    folder = Path(other.model)
    before = hash_files(folder)
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert hash_files(folder) == before
    (folder / "weights").rename(folder / "renamed")
    assert hash_files(folder) != before


def test_other_model_is_named_by_its_own_hash(other: Settings) -> None:
    """A model that nobody measured is stamped with what it is."""
    assert check_model(other) == f"other+{hash_files(Path(other.model))[:8]}"


@pytest.mark.parametrize("name", ["no_such_model", "/no/such/folder", "..", ".relative", "json"])
def test_missing_model_says_what_to_do(settings: Settings, name: str) -> None:
    """A name that is no model is an error of ours, not a traceback."""
    with pytest.raises(ModelError):
        load_model(settings.model_copy(update={"model": name}))


@pytest.mark.model
def test_folder_that_is_no_model_is_refused(other: Settings) -> None:
    """What spaCy cannot load is named."""
    with pytest.raises(ModelError, match="cannot load"):
        load_model(other)


@pytest.mark.model
def test_unused_components_are_left_out() -> None:
    """Nothing runs that nothing reads."""
    names = load_extractor().model.nlp.pipe_names
    assert set(names).isdisjoint(UNUSED_COMPONENTS)
    assert {"tagger", "parser", "ner"} <= set(names)


# sentence, what the parser sees
PLAIN = [
    ("It lost (£0.2)M in May.", "It lost $5 million in May."),
    ("Margins were 12pc.", "Margins were 5%."),
    ("It cost US$1.7 million.", "It cost $5 million."),
    ("A cup costs £1.20.", "A cup costs $1.54."),
    ("It grew 7%in May.", "It grew 5% in May."),
    ("It has 12 trucks.", "It has 12 trucks."),
    ("Nothing stands here.", "Nothing stands here."),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN, ids=[row[0] for row in PLAIN])
def test_plain_form(text: str, expected: str) -> None:
    """Money and percentages are given in one form; the rest, and the text itself, stay."""
    (span,) = split_sentences(text)
    plain, _ = _plain_form(text, span, GRAMMAR.scan(text).quantities)
    assert plain == expected


@pytest.mark.model
@pytest.mark.parametrize("text", [row[0] for row in PLAIN])
def test_tokens_map_back_to_the_text(text: str) -> None:
    """Every token stands where its word does; together they hold every character but spaces."""
    shifted = f"First.\n{text}"
    quantities = GRAMMAR.scan(shifted).quantities
    parsed = parse_sentences(load_extractor().model, shifted, split_sentences(shifted), quantities)
    sentence = parsed[1]
    places = {(q.start, q.end) for q in quantities}
    for token in sentence.doc:
        low, high = sentence.span_of(token)
        assert shifted[low:high] == token.text or (low, high) in places
    covered = {i for low, high in sentence.borders for i in range(low, high)}
    assert all(i in covered for i in range(7, len(shifted)) if not shifted[i].isspace())


@pytest.mark.model
def test_sentences_are_not_divided_again() -> None:
    """The parser keeps our borders: one Doc a sentence, one sentence a Doc."""
    text = "Sales rose. Costs fell."
    spans = split_sentences(text)
    parsed = parse_sentences(load_extractor().model, text, spans, ())
    assert [text[s.start : s.end] for s in parsed] == ["Sales rose.", "Costs fell."]
    assert [s.doc.text for s in parsed] == ["Sales rose.", "Costs fell."]
    assert parse_sentences(load_extractor().model, "", (), ()) == ()
