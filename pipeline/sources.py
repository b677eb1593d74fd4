"""Where bytes come from: files, folders, and what is piped in.

Finding and reading are two steps, so that a run can share out the finding and read each
input only when its turn comes. Nothing here raises for a bad input: it becomes a Rejection.
"""

import os
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath
from typing import BinaryIO

from pipeline import media
from pipeline.settings import Settings
from schemas import Rejection, RejectionReason, Source, SourceError, UsageError

STDIN = "-"
"""The path that stands for what is piped in."""

PIPED = "stdin:{digest}"
"""How an article that was piped in is named in the warehouse."""

UNFINISHED_ENDINGS = (".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp")
"""How programs end the name of a file that they have not finished."""

UNFINISHED = "still being written; it is left for the next run"

LINKED_FOLDER = "a link to a folder, which is not followed; name that folder itself to read it"

SIDECAR_ENDING = ".meta.toml"

MAX_SIDECAR_BYTES = 64_000
"""A sidecar holds five short values; more is a mistake."""


@dataclass(frozen=True, slots=True)
class Place:
    """An input that was found and not yet read: its name in the warehouse, and its file.

    `file` is its path, None for what is piped in. `in_folder` is true for what nobody named, but
    was found in a folder: another program may just be writing it.
    """

    source_uri: str
    file: str | None  # as text: there may be 100,000, and a Path costs more than asking for it
    in_folder: bool = False

    @property
    def path(self) -> Path | None:
        """The path of its file; None for what is piped in."""
        return None if self.file is None else Path(self.file)


def find(
    paths: Sequence[str | Path], settings: Settings, *, as_given: bool = False
) -> list[Place | Rejection]:
    """Return every input under `paths` once, unread, in the order given; folders by name.

    Args:
        paths: Files, folders, or "-"; none at all stands for the workspace's `seeds/articles`.
        settings: Whose workspace names the inputs.
        as_given: Name the inputs as `paths` do, and not by their place in the workspace.

    Raises:
        UsageError: No article stands under `paths`.
    """
    starts = [os.fspath(path) for path in paths] or [str(settings.articles)]
    if not all(starts):
        raise UsageError("a path is empty; name a file or a folder")
    found: dict[str, Place | Rejection] = {}
    for start in starts:
        for place in _find_under(start, settings, as_given):
            found.setdefault(place.source_uri, place)
    if not found:
        raise UsageError(
            f"no article in {', '.join(starts)}: nothing there ends in "
            f"{', '.join(media.BY_ENDING)}; name a file or another folder"
        )
    return list(found.values())


def read(place: Place, settings: Settings, *, stdin: BinaryIO | None = None) -> Source | Rejection:
    """Return the bytes of one input with its sidecar's, or why they cannot be had.

    Raises:
        UsageError: The place is what is piped in, and nothing is.
    """
    try:
        path = place.path
        if path is None:
            return _read_stdin(place, settings, stdin)
        content = _read_settled(place, path, settings)
        return _source(place, content, media.by_name(path.name), _read_sidecar(path))
    except SourceError as error:
        return reject(place.source_uri, error)


def _read_settled(place: Place, path: Path, settings: Settings) -> bytes:
    """Return the bytes of a file that nobody is writing.

    Raises:
        SourceError: It is still being written, or cannot be read.
    """
    if path.name.lower().endswith(UNFINISHED_ENDINGS):
        raise SourceError(RejectionReason.UNFINISHED, UNFINISHED)
    before = _state(path)
    if place.in_folder and before is not None:
        # A clock that is behind the file's says nothing about its age.
        age = time.time() - before[1] / 1e9
        if 0 <= age < settings.settle_seconds:
            time.sleep(settings.settle_seconds - age)
    content = read_bytes(path, settings.max_bytes)
    if before is not None and _state(path) != before:
        raise SourceError(RejectionReason.UNFINISHED, UNFINISHED)
    return content


def _state(path: Path) -> tuple[int, int] | None:
    """Return a file's size and the time of its last change in nanoseconds; None where unknown."""
    try:
        found = path.stat()
    except OSError:  # reading it will say why
        return None
    return found.st_size, found.st_mtime_ns


def reject(source_uri: str, error: SourceError) -> Rejection:
    """Return the rejection of an input whose bytes could not be had."""
    return Rejection(
        source_uri=source_uri,
        content_sha256=None,
        content_key=None,
        reason=error.reason,
        detail=error.detail,
    )


def read_bytes(path: Path, limit: int) -> bytes:
    """Return the bytes of a regular file.

    Raises:
        SourceError: It is missing, no regular file, not to be opened, or above `limit` bytes.
    """
    try:
        # A pipe or a device would make us wait for ever, so look before opening.
        if not stat.S_ISREG(path.stat().st_mode):
            raise SourceError(
                RejectionReason.UNREADABLE, "not a regular file; copy its content into one"
            )
        with path.open("rb") as file:
            return _capped(file, limit)
    except OSError as error:
        raise _unreadable(error) from error


def _unreadable(error: OSError) -> SourceError:
    """Return what an operating system's refusal means for the person who gave the path."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return SourceError(RejectionReason.MISSING, "no such file; check the path's spelling")
        case PermissionError():
            return SourceError(
                RejectionReason.UNREADABLE, "not allowed to read it; change its permissions"
            )
        case _:  # such as a symbolic link to itself, or a name that is too long
            return SourceError(
                RejectionReason.UNREADABLE, f"cannot be read ({error.strerror}); check the file"
            )


def _capped(stream: BinaryIO, limit: int) -> bytes:
    """Return all that `stream` holds, never reading more than one byte above `limit`."""
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise SourceError(
            RejectionReason.TOO_LARGE,
            f"above {limit:,} bytes; split it, or raise max_bytes in foretell.toml",
        )
    return content


def _read_stdin(place: Place, settings: Settings, stdin: BinaryIO | None) -> Source:
    """Return what is piped in, named by its hash unless it is to be named as given."""
    if stdin is None:
        raise UsageError('"-" reads what is piped in, and here nothing is; name a file instead')
    content = _capped(stdin, settings.max_bytes)
    return _source(place, content, media.by_content(content), None)


def _source(place: Place, content: bytes, media_type: str, sidecar: bytes | None) -> Source:
    """Return the source made of bytes that were read."""
    digest = sha256(content).hexdigest()
    return Source(
        # Two texts piped in are two articles, so the hash belongs to the name.
        source_uri=place.source_uri.replace("{digest}", digest[:16])
        if place.source_uri == PIPED
        else place.source_uri,
        media_type=media_type,
        content=content,
        content_sha256=digest,
        sidecar=sidecar,
    )


def _read_sidecar(path: Path) -> bytes | None:
    """Return the bytes of NAME.meta.toml beside `path`; None where there is none."""
    sidecar = Path(sidecar_of(os.fspath(path)))
    if not os.path.lexists(sidecar):
        return None
    try:
        return read_bytes(sidecar, MAX_SIDECAR_BYTES)
    except SourceError as error:
        raise SourceError(
            RejectionReason.BAD_SIDECAR, f"{_spell(sidecar.name)}: {error.detail}"
        ) from error


def sidecar_of(file: str) -> str:
    """Return the path of NAME.meta.toml beside a file, whether it is there or not."""
    return f"{os.path.splitext(file)[0]}{SIDECAR_ENDING}"  # noqa: PTH122 - ten times as fast


def _find_under(start: str, settings: Settings, as_given: bool) -> Iterable[Place | Rejection]:
    """Return the inputs of one path: itself, or the articles of a folder."""
    if start == STDIN:
        return [Place(STDIN if as_given else PIPED, None)]
    path = Path(start)
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where the way there is closed
        return _walk(path, settings, as_given)
    return [Place(_spell(start) if as_given else _name(path, settings), os.fspath(path))]


def _walk(folder: Path, settings: Settings, as_given: bool) -> Iterator[Place | Rejection]:
    """Yield what stands in a folder and below, in order of name, but for what is no article."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        name = _spell(folder) if as_given else _name(folder, settings)
        yield reject(name, _unreadable(error))
        return
    # Asked once and not for each of its files, of which there may be 100,000.
    first = "" if as_given or not entries else _name(folder / entries[0].name, settings)
    named = first.removesuffix(_spell(entries[0].name)) if first else ""
    for entry in entries:
        if not _may_be_article(entry.name):
            continue
        name = _spell(entry.path) if as_given else f"{named}{_spell(entry.name)}"
        if not _is_folder(entry):
            yield Place(name, entry.path, in_folder=True)
        elif entry.is_symlink():  # it may lead back up, for ever
            yield reject(name, SourceError(RejectionReason.UNREADABLE, LINKED_FOLDER))
        else:
            yield from _walk(folder / entry.name, settings, as_given)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Tell whether a folder's entry is a folder, or a link to one."""
    try:
        return entry.is_dir()
    except OSError:  # such as a link to itself
        return False


def _may_be_article(name: str) -> bool:
    """Tell whether a folder's entry is meant to be read: not hidden, no sidecar, no README.

    "~$" begins the names of an office program's locks.
    """
    name = name.lower()
    return not (
        name.startswith((".", "~$"))
        or name.endswith(SIDECAR_ENDING)
        or (name.startswith("readme") and PurePath(name).stem == "readme")
    )


def _name(path: Path, settings: Settings) -> str:
    """Return a path as the warehouse names it: from the workspace's folder, else from the root."""
    path = Path(os.path.realpath(path.parent)) / path.name
    return _spell(path.relative_to(settings.home) if path.is_relative_to(settings.home) else path)


def _spell(path: str | Path) -> str:
    r"""Return a path as text; bytes that are no UTF-8 are spelt out, as in "caf\xe9.txt"."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
