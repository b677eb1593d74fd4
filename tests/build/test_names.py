"""Learning which names are companies: rows in, weights out, the same each time."""

import gzip
import json
from pathlib import Path

from pipeline.build.names import NAMES, read_names, report, write_weights
from pipeline.build.train import train
from pipeline.components.companies import load_name_weights
from pipeline.components.companies_features import chance_of, is_company


def test_what_was_learned_tells_names_apart(tmp_path: Path) -> None:
    """A feature that only companies have gets a weight that makes them likely."""
    path = tmp_path / "names.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for number in range(40):
            is_firm = number % 2 == 0
            features = {"bias": 1.0, "tail" if is_firm else "digits": 1.0}
            row = {"article": f"a{number % 8}", "company": is_firm, "features": features}
            lines.write(json.dumps(row) + "\n")
    names = read_names(path)
    weights = train(names, 1.0)
    assert chance_of({"bias": 1.0, "tail": 1.0}, weights) > 0.7
    assert chance_of({"bias": 1.0, "digits": 1.0}, weights) < 0.3
    assert report(names) == "precision 1.000  recall 1.000  (n 40)"
    write_weights(weights, tmp_path / "weights.csv")
    assert (tmp_path / "weights.csv").read_text().splitlines()[0] == "feature,weight,source"


def test_the_weights_are_of_features_that_names_have() -> None:
    """No weight is of a feature that the training rows do not know."""
    known = {name for choice in read_names(NAMES) for name in choice.candidates[0]}
    assert set(load_name_weights()) <= known


def test_score_and_chance_decide_together() -> None:
    """Much of one, or enough of both; a doubtful name needs both."""
    assert is_company(0.9, 0.1, doubtful=False)
    assert is_company(0.4, 0.7, doubtful=False)
    assert is_company(0.5, 0.4, doubtful=False)
    assert not is_company(0.1, 0.9, doubtful=False)
    assert not is_company(0.9, 0.1, doubtful=True)
    assert is_company(0.5, 0.5, doubtful=True)
