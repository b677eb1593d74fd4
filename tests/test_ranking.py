"""The chances of candidates, and the table of weights."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ranking import Candidate, Ranker, load_rankers
from schemas import SettingsError

RANKER = Ranker({"good": 2.0, "bad": -2.0})


def candidate(**features: float) -> Candidate[str]:
    """Return a candidate with these features."""
    return Candidate("value", features, "test")


def test_better_features_make_better_chances() -> None:
    """The weighted sum decides; features that nobody weighed change nothing."""
    good, plain, bad = RANKER.chances(
        [candidate(good=1), candidate(unknown=9), candidate(bad=1)], span=(0, 1)
    )
    assert good > plain > bad
    assert good / plain == pytest.approx(plain / bad)


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([], []),
        ([candidate()], [1.0]),
        ([candidate(), candidate()], [0.5, 0.5]),
        ([candidate(good=1e6), candidate()], [1.0, 0.0]),
        ([candidate(bad=1e6)], [1.0]),
    ],
    ids=["none", "one", "equal", "far above", "one far below"],
)
def test_chances_of_few(candidates: list[Candidate[str]], expected: list[float]) -> None:
    """No candidates have no chances, one has all, equal ones share; nothing overflows."""
    assert RANKER.chances(candidates, span=(0, 1)) == expected


FEATURES = st.dictionaries(st.sampled_from(["good", "bad", "new"]), st.floats(-50, 50))


@given(st.lists(FEATURES, min_size=1, max_size=8))
def test_chances_make_one(rows: list[dict[str, float]]) -> None:
    """Chances lie between 0 and 1 and together make 1."""
    chances = RANKER.chances([candidate(**row) for row in rows], span=(0, 1))
    assert all(0 <= chance <= 1 for chance in chances)
    assert sum(chances) == pytest.approx(1)


def test_committed_weights_load() -> None:
    """Every field that is weighed has a ranker with weights."""
    rankers = load_rankers()
    assert {"company", "kind", "metric", "period", "source", "status"} <= set(rankers)
    assert all(ranker.weights for ranker in rankers.values())


@pytest.mark.parametrize("weight", ["", "heavy", "nan", "inf"])
def test_weight_that_is_no_number_is_refused(workspace: Path, weight: str) -> None:
    """The message names the feature and what stands there."""
    (workspace / "seeds" / "lexicon").mkdir()
    table = workspace / "seeds" / "lexicon" / "weights.csv"
    table.write_text(f"feature,model,weight\nodd,kind,{weight}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=rf"odd: '{weight}' is no finite number"):
        load_rankers(workspace)
