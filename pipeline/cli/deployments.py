"""The schedule: the deployments of prefect.yaml, as the flows of one workspace."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.settings import CODE
from schemas import SettingsError

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment

FILE = "prefect.yaml"

FLOWS = {
    "pipeline/flows.py:ingest_articles": "ingest_articles",
    "pipeline/flows.py:reextract_articles": "reextract_articles",
    "pipeline/flows.py:back_up_warehouse": "back_up_warehouse",
    "pipeline/flows.py:maintain_warehouse": "maintain_warehouse",
}
"""What may be scheduled, by its entrypoint."""

INGEST = "pipeline/flows.py:ingest_articles"


class _Table(BaseModel):
    """A part of the file; what only Prefect's own commands read is left to them."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class When(_Table):
    """One schedule: every so many seconds, or as cron writes it."""

    interval: Annotated[float, Field(gt=0)] | None = None
    cron: str | None = None
    timezone: str = "UTC"


class Planned(_Table):
    """One deployment of the file."""

    name: Annotated[str, Field(pattern=r"^[\w.-]{1,80}$")]
    entrypoint: str
    description: str | None = None
    tags: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = Field(default_factory=dict)
    schedules: tuple[When, ...] = ()


class _File(_Table):
    """The file."""

    deployments: tuple[Planned, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What was said on the command line: other paths or another time for the ingestion."""

    paths: Sequence[str] = ()
    every: timedelta | None = None
    cron: str | None = None

    @property
    def when(self) -> When | None:
        """The time that was asked for; None where that of the file holds."""
        if self.every is not None:
            return When(interval=self.every.total_seconds())
        return When(cron=self.cron) if self.cron is not None else None


def load_planned(home: Path) -> tuple[Planned, ...]:
    """Return the deployments of the workspace's prefect.yaml, or of Foretell's own.

    Raises:
        SettingsError: The file is no YAML, or a deployment is wrong.
    """
    import yaml  # only the schedule reads it

    own = home / FILE
    path = own if own.is_file() else CODE.parent / FILE
    try:
        planned = _File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))).deployments
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise SettingsError(f"{path}: {_first_line(error)}; see docs/operations.md") from error
    for each in planned:
        if each.entrypoint not in FLOWS:
            raise SettingsError(
                f"{path}: {each.name}: no entrypoint {each.entrypoint!r}; known: {', '.join(FLOWS)}"
            )
    return planned


def _first_line(error: Exception) -> str:
    """Return what is wrong in a line."""
    if isinstance(error, ValidationError):
        wrong = error.errors()[0]
        return f"{'.'.join(map(str, wrong['loc']))}: {wrong['msg']}"
    return " ".join(str(error).split())


def asked(planned: Sequence[Planned], wish: Wish) -> Iterator[Planned]:
    """Yield the deployments with what was said on the command line.

    With a time, one ingestion at this time takes the place of all that the file has.
    """
    ingesting = [each for each in planned if each.entrypoint == INGEST]
    others = [each for each in planned if each.entrypoint != INGEST]
    if wish.when is not None:
        base = Planned(name="ingest", entrypoint=INGEST, parameters={"command": "serve"})
        ingesting = [base.model_copy(update={"schedules": (wish.when,)})]
    for each in ingesting:
        parameters = {**each.parameters, "paths": list(wish.paths) or each.parameters.get("paths")}
        yield each.model_copy(update={"parameters": parameters})
    yield from others


def deployment_name(name: str, home: Path) -> str:
    """Return the name of a workspace's schedule: "ingest press-3f9a".

    It is another for each workspace, so that two do not take each other's schedule.
    """
    place = home.resolve()
    folder = re.sub(r"[^\w.-]", "-", place.name)  # Prefect refuses "/" and "%" in names
    return f"{name} {folder or 'root'}-{sha256(bytes(place)).hexdigest()[:4]}"


def deployment_of(planned: Planned, home: Path) -> "RunnerDeployment":
    """Return a deployment for Prefect's runner.

    Raises:
        SettingsError: It has a time that Prefect cannot read, or a parameter that is none.
    """
    from prefect.exceptions import PrefectException
    from prefect.schedules import Cron, Interval

    from pipeline import flows

    flow = getattr(flows, FLOWS[planned.entrypoint])
    parameters = {**planned.parameters, "home": planned.parameters.get("home") or str(home)}
    try:
        flow.validate_parameters(parameters)
        schedules = [
            Cron(each.cron, timezone=each.timezone)
            if each.cron is not None
            else Interval(timedelta(seconds=each.interval or 0), timezone=each.timezone)
            for each in planned.schedules
        ]
        deployment: RunnerDeployment = flow.to_deployment(
            name=deployment_name(planned.name, home),
            schedules=schedules,
            parameters=parameters,
            description=planned.description,
            tags=list(planned.tags),
        )
    except (ValueError, PrefectException) as error:
        raise SettingsError(f"{FILE}: {planned.name}: {_first_line(error)}") from error
    return deployment
