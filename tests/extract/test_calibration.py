"""How sure a figure is."""

from pathlib import Path

import pytest

from pipeline.build.calibrate import fit
from pipeline.extract.calibration import Calibration, load_calibration
from schemas import SettingsError

LINE = Calibration((0.2, 0.6), (0.1, 0.5))


@pytest.mark.parametrize(
    ("chance", "share"), [(0.0, 0.1), (0.2, 0.1), (0.4, 0.3), (0.6, 0.5), (0.9, 0.5)]
)
def test_between_two_points_lies_a_line(chance: float, share: float) -> None:
    """Between the points the share rises evenly; beyond them it stays."""
    assert LINE.share(chance) == pytest.approx(share)


def test_table_of_the_repository_rises() -> None:
    """Surer figures were right more often, and none always or never."""
    known = load_calibration()
    assert list(known.shares) == sorted(known.shares)
    assert 0 < known.shares[0] < known.shares[-1] < 1


@pytest.mark.parametrize(
    "rows",
    ["0.5,0.5,9", "0.2,0.5,9\n0.1,0.6,9", "0.1,0.6,9\n0.2,0.5,9", "0.1,low,9\n0.2,0.5,9"],
    ids=["one point", "chances fall", "shares fall", "no number"],
)
def test_wrong_table_says_what_to_do(rows: str, tmp_path: Path) -> None:
    """A table that is no rising line names itself and the command that makes it."""
    folder = tmp_path / "seeds" / "lexicon"
    folder.mkdir(parents=True)
    (folder / "confidence.csv").write_text(f"chance,share,figures\n{rows}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"confidence\.csv.*pipeline\.build\.calibrate"):
        load_calibration(tmp_path)


def test_fitted_line_never_falls() -> None:
    """Blocks whose share falls below that of surer ones are pooled with them."""
    judged = [(i / 600, (i // 60) % 2 == 0 or i > 300) for i in range(600)]
    points = fit(judged)
    shares = [share for _, share, _ in points]
    assert shares == sorted(shares)
    assert sum(count for *_, count in points) == 600
    assert shares[-1] == 1.0
