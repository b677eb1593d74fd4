"""The schedule of prefect.yaml, and what the command line says of it."""

from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from pipeline.cli.deployments import (
    FILE,
    FLOWS,
    Planned,
    When,
    Wish,
    asked,
    deployment_name,
    deployment_of,
    load_planned,
)
from pipeline.settings import CODE
from schemas import SettingsError


def test_our_own_file_schedules_all_flows(workspace: Path) -> None:
    """Each of its deployments has a time, parameters that its flow takes, and no workspace yet."""
    from prefect.flows import load_flow_from_entrypoint

    planned = load_planned(workspace)
    assert {each.entrypoint for each in planned} == set(FLOWS)
    for each in planned:
        path, _, name = each.entrypoint.partition(":")
        flow = load_flow_from_entrypoint(f"{CODE.parent / path}:{name}", use_placeholder_flow=False)
        assert set(each.parameters) == set(flow.parameters.properties)
        assert each.schedules
        assert each.parameters["home"] is None


def test_a_deployment_for_the_runner(workspace: Path) -> None:
    """It has the workspace, its times, and a name that no other workspace has."""
    found = {each.name: deployment_of(each, workspace) for each in load_planned(workspace)}
    ingest = found["ingest"]
    assert ingest.parameters["home"] == str(workspace)
    assert ingest.name == deployment_name("ingest", workspace)
    assert ingest.flow_name == "ingest"
    assert [each.schedule.interval for each in ingest.schedules] == [timedelta(minutes=15)]
    assert [each.schedule.cron for each in found["backup"].schedules] == ["30 3 * * *"]


OWN = """
deployments:
  - name: press
    entrypoint: pipeline/flows.py:ingest_articles
    parameters: {command: serve, sources: [press]}
    schedules:
      - cron: "0 6 * * 1-5"
        timezone: Europe/London
  - name: other
    entrypoint: pipeline/flows.py:ingest_articles
    schedules: [{interval: 60}]
"""


def test_a_workspace_has_its_own_times(workspace: Path) -> None:
    """A cron for one source, an interval for another."""
    (workspace / FILE).write_text(OWN)
    press, other = load_planned(workspace)
    assert press.schedules == (When(cron="0 6 * * 1-5", timezone="Europe/London"),)
    assert other.schedules == (When(interval=60),)
    made = deployment_of(press, workspace)
    assert made.parameters["sources"] == ["press"]
    assert made.schedules[0].schedule.timezone == "Europe/London"


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        pytest.param(Wish(), [("press", None), ("other", None)], id="as the file"),
        pytest.param(Wish(["in"]), [("press", ["in"]), ("other", ["in"])], id="other paths"),
        pytest.param(Wish(["in"], timedelta(hours=1)), [("ingest", ["in"])], id="another time"),
        pytest.param(Wish(cron="0 6 * * *"), [("ingest", None)], id="cron"),
    ],
)
def test_the_command_line_has_the_last_word(
    workspace: Path, wish: Wish, expected: list[tuple[str, object]]
) -> None:
    """Of the ingestion; the rest stays as it is."""
    (workspace / FILE).write_text(OWN)
    backup = Planned(name="backup", entrypoint="pipeline/flows.py:back_up_warehouse")
    found = list(asked((*load_planned(workspace), backup), wish))
    assert [(each.name, each.parameters.get("paths")) for each in found[:-1]] == expected
    assert found[-1] == backup
    if wish.when:
        assert found[0].schedules == (wish.when,)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("deployments: [", "see docs/operations.md", id="no YAML"),
        pytest.param("deployments: 3", "deployments", id="no list"),
        pytest.param("{}", "deployments", id="none"),
        pytest.param("deployments: [{name: a b, entrypoint: x}]", "name", id="a name with spaces"),
        pytest.param("deployments: [{name: a, entrypoint: os:system}]", "os:system", id="foreign"),
    ],
)
def test_a_wrong_file_is_told(workspace: Path, text: str, message: str) -> None:
    """With its name and what is wrong."""
    (workspace / FILE).write_text(text)
    with pytest.raises(SettingsError, match=message) as raised:
        load_planned(workspace)
    assert str(workspace / FILE) in str(raised.value)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"schedules": [{"cron": "x y"}]}, id="no cron"),
        pytest.param({"schedules": [{}]}, id="no time"),
        pytest.param({"parameters": {"speed": 3}}, id="no such parameter"),
    ],
)
def test_what_prefect_cannot_take_is_told(workspace: Path, wrong: dict[str, object]) -> None:
    """Before anything starts, with the name of the deployment."""
    entry = {"name": "press", "entrypoint": "pipeline/flows.py:ingest_articles", **wrong}
    (workspace / FILE).write_text(yaml.safe_dump({"deployments": [entry]}))
    with pytest.raises(SettingsError, match="press: "):
        deployment_of(load_planned(workspace)[0], workspace)


def test_two_workspaces_have_two_schedules(tmp_path: Path) -> None:
    """Also where their folders have the same name; the same workspace keeps its own."""
    here, there = tmp_path / "a" / "press 1%", tmp_path / "b" / "press 1%"
    assert deployment_name("ingest", here).startswith("ingest press-1--")
    assert deployment_name("ingest", here) != deployment_name("ingest", there)
    assert deployment_name("ingest", here) == deployment_name(
        "ingest", here.parent / "x" / ".." / "press 1%"
    )
    assert deployment_name("backup", Path("/")).startswith("backup root-")
