"""What holds for every row of the seed article, and the golden file of its facts."""

import json
import os
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.lexicon import REPOSITORY
from schemas import Bound, Extraction
from tests.model_fixtures import extract

pytestmark = pytest.mark.model

SEED = REPOSITORY / "seeds" / "articles" / "000_66ab5dc88dba6ba7.txt"
GOLDEN = Path(__file__).parent / "golden" / "seed_facts.json"
UPDATE = "FORETELL_UPDATE_GOLDEN"


@cache
def seed() -> Extraction:
    """Return the seed article with its facts."""
    return extract(SEED.read_bytes(), sidecar=SEED.with_suffix(".meta.toml").read_bytes())


def golden_facts() -> dict[str, list[dict[str, object]]]:
    """Return the parts of the facts that no ranker chooses, in reading order."""
    facts = json.loads(seed().facts.model_dump_json())
    kept = {
        "figures": ("quote", "value", "value_high", "unit", "bound"),
        "companies": ("quote", "name"),
        "forecasts": ("quote",),
        "rejected": ("quote", "reason"),
    }
    return {
        name: [{field: record[field] for field in fields} for record in facts[name]]
        for name, fields in kept.items()
    }


def written(facts: dict[str, list[dict[str, object]]]) -> str:
    """Return the facts as the golden file has them: a record a line."""
    blocks = []
    for name, records in facts.items():
        lines = ",\n".join(f"    {json.dumps(r, ensure_ascii=False)}" for r in records)
        blocks.append(f'  "{name}": [\n{lines}\n  ]')
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def test_seed_gives_the_golden_facts() -> None:
    """Any change to the seed's facts is seen; FORETELL_UPDATE_GOLDEN=1 writes them anew."""
    if os.environ.get(UPDATE):
        GOLDEN.write_text(written(golden_facts()), encoding="utf-8")
    assert written(golden_facts()) == GOLDEN.read_text(encoding="utf-8")


def test_continuous_integration_does_not_write_golden_files() -> None:
    """A golden file that the run itself wrote would prove nothing."""
    assert not (os.environ.get("CI") and os.environ.get(UPDATE))


def test_quotes_are_the_raw_text() -> None:
    """Every record's quote stands in the raw text where it says."""
    raw, facts = SEED.read_text(encoding="utf-8"), seed().facts
    records = [*facts.figures, *facts.companies, *facts.forecasts, *facts.rejected]
    assert len(records) > 60
    assert all(raw[r.char_start : r.char_end] == r.quote for r in records)


def test_ids_are_unique_and_stable() -> None:
    """No two records share an id, and the same bytes give the same ids."""
    facts = seed().facts
    again = extract(SEED.read_bytes(), sidecar=SEED.with_suffix(".meta.toml").read_bytes()).facts
    ids = [f.figure_id for f in facts.figures] + [f.forecast_id for f in facts.forecasts]
    assert len(ids) == len(set(ids))
    assert again == facts


def test_forecasts_name_figures_within_them() -> None:
    """A forecast's figures exist and stand in its span."""
    facts = seed().facts
    figures = {figure.figure_id: figure for figure in facts.figures}
    named = [(forecast, each) for forecast in facts.forecasts for each in forecast.figure_ids]
    assert named
    for forecast, each in named:
        figure = figures[each]
        assert forecast.char_start <= figure.char_start < figure.char_end <= forecast.char_end


def test_periods_are_whole_or_missing() -> None:
    """Label, first and last day come together, in order."""
    for figure in seed().facts.figures:
        parts = (figure.period, figure.period_start, figure.period_end)
        assert all(part is None for part in parts) or None not in parts
        if figure.period_start and figure.period_end:
            assert figure.period_start <= figure.period_end


def test_fields_agree_with_each_other() -> None:
    """Direction and basis belong to changes, upper ends to ranges, things counted to counts."""
    for figure in seed().facts.figures:
        assert figure.direction is None or figure.kind in ("change", "multiple")
        assert figure.basis is None or figure.kind == "change"
        assert (figure.value_high is not None) == (figure.bound is Bound.RANGE)
        assert figure.item is None or figure.unit == "count"
        assert 0 < figure.confidence < 1


def test_sources_and_companies_are_named_in_the_text() -> None:
    """Who says a figure, and whose it is, is a company that the article mentions."""
    facts = seed().facts
    names = {company.name for company in facts.companies}
    for figure in facts.figures:
        owners = figure.company if isinstance(figure.company, tuple) else (figure.company,)
        assert {figure.attributed_to, *owners} - {None} <= names


def test_edits_stand_in_order() -> None:
    """Cleaning's repairs do not overlap, and each names its rule."""
    edits = seed().article.edits
    assert edits
    for one, following in pairwise(edits):
        assert one.char_end <= following.char_start
