"""The words by which claims of several articles are compared."""

from pathlib import Path

import duckdb
import pytest

from pipeline.extract.metric_keys import load_metric_keys
from schemas import SettingsError
from warehouse import subjects
from warehouse.subjects import digest_of, subject_words


def test_every_key_is_a_measure() -> None:
    """A key that no measure names would be compared without a company or a place."""
    keys = {key for key in load_metric_keys().keys.values() if key}
    assert keys - {measure for measure, _ in subject_words()["measures"]} == set()


def test_regions_are_one_spelling() -> None:
    """What a form stands for is no form itself, and forms are in small letters."""
    pairs = subject_words()["region_names"]
    assert {form for form, _ in pairs} & {region for _, region in pairs} == set()
    assert all(form == form.lower() and region == region.lower() for form, region in pairs)


def test_a_measure_about_nothing_known_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row with another word in `about` names its measure."""
    row = {"measure": "noise", "about": "nobody", "source": "own"}
    monkeypatch.setattr(subjects, "read_table", lambda *_: (row,))
    with pytest.raises(SettingsError, match="noise: about 'nobody' is none of owner, place"):
        subject_words()


def test_words_are_in_the_file(migrated: Path) -> None:
    """A file of today has today's words, and another word is another digest."""
    words = subject_words()
    with duckdb.connect(str(migrated), read_only=True) as con:
        for table, pairs in words.items():
            assert sorted(con.table(f"core.{table}").fetchall()) == sorted(pairs)
    assert digest_of(words) != digest_of({**words, "measures": []})
