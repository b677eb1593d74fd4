"""`show`, `explain`, `sql`, `ask`, `describe`: what the warehouse answers, in every format."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.cli.marking import print_marked
from tests.cli.conftest import Foretell
from tests.fakes import ARTICLE
from warehouse.store import Store

READING = [
    ["show"],
    ["explain", "fig_1"],
    ["sql", "FROM figures"],
    ["ask", "forecasters"],
    ["describe"],
]


@pytest.mark.parametrize("words", READING)
def test_before_the_first_run_the_next_step_is_told(foretell: Foretell, words: list[str]) -> None:
    """Without a warehouse the command says how to make one."""
    result = foretell(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "foretell ingest" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["show", "nothing"], id="article"),
        pytest.param(["explain", "fig_nothing"], id="record"),
        pytest.param(["explain", "pumps:9999"], id="place"),
        pytest.param(["describe", "figurs"], id="view"),
        pytest.param(["ask", "forecaster"], id="question"),
        pytest.param(["ask", "forecasts-for-year"], id="question without what it is about"),
        pytest.param(["ask", "forecasters", "2028"], id="question with too much"),
        pytest.param(["sql", "FROM figurs"], id="table"),
        pytest.param(["sql", "SELECT nothing FROM figures"], id="column"),
        pytest.param(["sql", "DROP VIEW figures"], id="not reading"),
        pytest.param(["sql", "FROM figures; FROM forecasts"], id="two statements"),
        pytest.param(["sql", "FROM read_text('/etc/hostname')"], id="a file of the machine"),
        pytest.param(["sql"], id="no statement"),
        pytest.param(["sql", "FROM figures", "--file", "a.sql"], id="two sources"),
        pytest.param(["sql", "--file", "nothing.sql"], id="no file"),
    ],
)
def test_an_unknown_name_is_wrong_use(loaded: Foretell, words: list[str]) -> None:
    """What is not there is told, and nothing is printed for programs."""
    result = loaded(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: ")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (["explain", "f_zzz"], "there is no figure or forecast 'f_zzz'; the views figures and"),
        (
            ["explain", "pumps:9999"],
            f"covers character 9999; the nearest begins at {ARTICLE.index('2030')}",
        ),
        (["sql", "FROM figures; FROM forecasts"], "found 2; ask them one at a time"),
        (["sql", ""], "there is no statement; write one, such as FROM figures"),
        (
            ["sql", "selec 1"],
            "selec is refused: a query only reads, and none begins so; nearest: select",
        ),
        (["sql", "drop view figures"], "known: (, desc, describe, explain, from"),
        (
            ["ask", "forecasts-for-year", "abc"],
            "error: forecasts-for-year asks about year (such as 2028), and 'abc' is none\n",
        ),
        (["ask", "forecasts-for-year", "99999999999999"], "'99999999999999' is none\n"),
    ],
)
def test_an_error_says_what_to_do(loaded: Foretell, words: list[str], advice: str) -> None:
    """Each message ends in the next step, without SQL of ours."""
    result = loaded(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert advice in result.stderr
    assert "CAST" not in result.stderr


class TestShow:
    """One article, as text or as tables."""

    def test_the_only_article_is_shown(self, loaded: Foretell) -> None:
        """With one article no name is needed; all its text is there."""
        result = loaded("show")
        assert result.exit_code == 0
        assert "«forecast»  <company>  [figure]  [[expected figure]]  {number left out}" in (
            result.stdout
        )
        assert (
            "«Sales of pumps rose [12%] in {2023}. <Fathom Ltd> expects that they will grow by "
            "[[30%]] by {2030}. »"
        ) in result.stdout.replace("\n", " ")

    def test_colours_stand_in_for_the_signs(self, workspace: Path, one_article: Path) -> None:
        """A terminal has the text as it is; NO_COLOR has the signs again."""
        shutil.copytree(one_article, workspace, dirs_exist_ok=True)
        with Store(workspace).reader() as reader:
            stored = reader.article("pumps")
        for no_color in (False, True):
            terminal = Console(
                file=io.StringIO(),
                force_terminal=True,
                color_system="standard",
                width=200,
                no_color=no_color,
            )
            print_marked(stored, terminal)
            text = re.sub(r"\x1b\[[0-9;]*m", "", terminal.file.getvalue())
            assert (ARTICLE.strip() in text) is not no_color
            assert ("[[30%]]" in text) is no_color

    @pytest.mark.parametrize("key", ["pumps", "pumps.txt", "seeds/articles/pumps.txt"])
    def test_it_is_found_by_name_and_path(self, loaded: Foretell, key: str) -> None:
        """A researcher need not know ids."""
        assert "Pumps" in loaded("show", key).stdout

    def test_summary(self, loaded: Foretell) -> None:
        """Title, day, counts, and the tables."""
        text = loaded("show", "--summary").stdout
        for words in ("Pumps", "2024-01-31", "2 figures", "Forecasts", "Fathom", "period ×2"):
            assert words in text

    def test_as_json(self, loaded: Foretell) -> None:
        """The whole record, as `extract` prints it."""
        facts = json.loads(loaded("show", "-f", "json").stdout)
        assert [figure["quote"] for figure in facts["figures"]] == ["12%", "30%"]

    def test_as_csv(self, loaded: Foretell) -> None:
        """Its figures as rows."""
        rows = list(csv.DictReader(io.StringIO(loaded("show", "-f", "csv").stdout)))
        assert [row["quote"] for row in rows] == ["12%", "30%"]

    def test_of_several_the_list(self, loaded: Foretell, articles: Path) -> None:
        """With several articles and no name, they are listed."""
        (articles / "valves.txt").write_text(f"Valves. {ARTICLE}")
        loaded("add", "seeds/articles")
        rows = json.loads(loaded("show", "-f", "json").stdout)
        assert {row["source_uri"] for row in rows} == {
            "seeds/articles/pumps.txt",
            "seeds/articles/valves.txt",
        }


class TestExplain:
    """One record, its place, and what decided it."""

    def test_a_figure_by_its_id(self, loaded: Foretell) -> None:
        """The words around it, and rule and words for what was decided."""
        figure_id = json.loads(loaded("show", "-f", "json").stdout)["figures"][0]["figure_id"]
        result = loaded("explain", figure_id)
        assert result.exit_code == 0
        for words in ("Figure in Pumps", "confidence", "percent sign", "not said"):
            assert words in result.stdout

    def test_what_stands_at_a_character(self, loaded: Foretell) -> None:
        """A number that was left out is explained as well."""
        result = loaded("explain", f"pumps:{ARTICLE.index('2023')}")
        assert result.stdout.startswith("Number left out in Pumps (")
        assert "Sales of pumps rose 12% in [2023]." in result.stdout
        assert "read as period" in result.stdout

    @pytest.mark.parametrize(
        ("words", "caption", "field"),
        [
            pytest.param("Fathom", "Company mention in Pumps", "name", id="company"),
            pytest.param("grow by", "Forecast in Pumps", "statement", id="forecast"),
        ],
    )
    def test_the_one_rule_of_a_record_is_told(
        self, loaded: Foretell, words: str, caption: str, field: str
    ) -> None:
        """It stands beside what it decided."""
        place = f"pumps:{ARTICLE.index(words)}"
        assert loaded("explain", place).stdout.startswith(caption)
        rows = json.loads(loaded("explain", place, "-f", "json").stdout)
        fields = {row["field"]: row for row in rows}
        assert fields[field]["rule"] == fields["rule"]["value"] != ""

    def test_the_whole_sentence_is_shown(self, foretell: Foretell, articles: Path) -> None:
        """However long it is, and nothing of its neighbours."""
        long = f"Pumps {'and valves ' * 40}bought by Fathom Ltd in the U.S. market."
        (articles / "a.txt").write_text(f"Last year was bad. {long} It will be good.")
        foretell("add", "seeds/articles/a.txt")
        lines = foretell("explain", f"a:{19 + long.index('Fathom')}").stdout.splitlines()
        assert lines[1].strip() == long.replace("Fathom Ltd", "[Fathom Ltd]")

    def test_as_json(self, loaded: Foretell) -> None:
        """Each field with its value, rule and words."""
        result = loaded("explain", f"pumps:{ARTICLE.index('12%')}", "-f", "json")
        fields = {row["field"]: row for row in json.loads(result.stdout)}
        assert fields["unit"] == {
            "field": "unit",
            "value": "percent",
            "rule": "percent sign",
            "words": "%",
        }


class TestDescribe:
    """What there is to ask about."""

    def test_every_view_is_listed(self, loaded: Foretell) -> None:
        """Each with what one row of it is."""
        rows = json.loads(loaded("describe", "-f", "json").stdout)
        assert {"figures", "forecasts", "companies", "articles"} <= {row["view"] for row in rows}
        assert all(row["meaning"] for row in rows)

    def test_the_columns_of_one(self, loaded: Foretell) -> None:
        """Each with its type and meaning."""
        rows = json.loads(loaded("describe", "forecasts", "-f", "json").stdout)
        assert all(row["type"] and row["meaning"] for row in rows)
        assert "forecaster" in {row["column"] for row in rows}


class TestAsk:
    """Ready questions."""

    def test_they_are_listed(self, foretell: Foretell) -> None:
        """The list needs no warehouse."""
        rows = json.loads(foretell("ask", "-f", "json").stdout)
        assert {"forecasters", "forecasts-for-year"} <= {row["question"] for row in rows}

    def test_one_is_answered(self, loaded: Foretell) -> None:
        """The answer comes in the format asked for."""
        (row,) = json.loads(loaded("ask", "forecasters", "-f", "json").stdout)
        assert (row["forecaster"], row["forecasts"]) == ("Fathom", 1)
