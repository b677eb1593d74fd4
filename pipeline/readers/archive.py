"""Zip archives: their members as sources of their own. Nothing is ever written to a disk."""

import stat
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from pipeline import media
from pipeline.readers.members import Member, refused
from pipeline.readers.words import one_line
from schemas import RejectionReason, SourceError

MOST_MEMBERS = 5_000
MOST_BYTES = 100_000_000
"""All members of an archive together, unpacked; five times the largest input."""

MOST_MEMBER_BYTES = 20_000_000
MOST_SIDECAR_BYTES = 64_000
SIDECAR = ".meta.toml"
LONGEST_NAME = 300

_ENCRYPTED = 0x1
_HIDDEN_FOLDERS = frozenset({"__MACOSX"})


def open_zip(content: bytes) -> list[Member]:
    """Return the members that are articles, in order of their names, each with its sidecar.

    A member's name says what it is and how it is told, and is never a path to anything.

    Raises:
        SourceError: It unpacks to more than any archive of articles.
        Exception: It is no archive; `zipfile` says why.
    """
    with ZipFile(BytesIO(content)) as archive:
        files = [each for each in archive.infolist() if not each.is_dir()]
        _check_size(files)
        sidecars = {each.filename: each for each in files if each.filename.endswith(SIDECAR)}
        articles = sorted(filter(_may_be_article, files), key=lambda each: each.filename)
        return list(_members(archive, articles, sidecars))


def _check_size(files: list[ZipInfo]) -> None:
    """Refuse a bomb before anything is unpacked.

    Raises:
        SourceError: It has too many members, or says that they are too large together.
    """
    size = sum(each.file_size for each in files)
    if len(files) > MOST_MEMBERS or size > MOST_BYTES:
        raise SourceError(
            RejectionReason.TOO_COSTLY,
            f"it unpacks to {len(files):,} files of {size:,} bytes, above {MOST_MEMBERS:,} or "
            f"{MOST_BYTES:,}; unpack it, and name the folder",
        )


def _may_be_article(member: ZipInfo) -> bool:
    """Tell whether a member is meant to be read: not hidden, no sidecar, no README."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    return not (
        path.name.startswith(".")
        or path.name.lower().endswith(SIDECAR)
        or path.stem.lower() == "readme"
        or _HIDDEN_FOLDERS & set(path.parts)
    )


def _members(
    archive: ZipFile, articles: list[ZipInfo], sidecars: Mapping[str, ZipInfo]
) -> Iterator[Member]:
    """Yield each article's member, until they are too much together.

    Raises:
        SourceError: Together they are more than they say.
    """
    left = MOST_BYTES
    for info in articles:
        name = one_line(info.filename)[-LONGEST_NAME:] or "nameless"
        member = _member(archive, info, name, sidecars)
        left -= len(member.content)
        if left < 0:
            raise SourceError(
                RejectionReason.TOO_COSTLY, f"it unpacks to more than {MOST_BYTES:,} bytes"
            )
        yield member


def _member(archive: ZipFile, info: ZipInfo, name: str, sidecars: Mapping[str, ZipInfo]) -> Member:
    """Return one member with its sidecar, or why it cannot be had."""
    form = media.by_name(name)
    objection = _objection(info, form)
    if objection is not None:
        return refused(name, form, *objection)
    beside = sidecars.get(f"{info.filename.removesuffix(PurePosixPath(name).suffix)}{SIDECAR}")
    try:
        content = _unpack(archive, info, MOST_MEMBER_BYTES)
        sidecar = _unpack(archive, beside, MOST_SIDECAR_BYTES) if beside else None
    except SourceError as error:
        return refused(name, form, error.reason, error.detail)
    # zipfile lets out a dozen kinds of errors, and each is of one member alone.
    except Exception as error:  # noqa: BLE001
        detail = f"it cannot be unpacked ({type(error).__name__}: {error}); pack it anew"
        return refused(name, form, RejectionReason.DAMAGED, detail)
    return Member(name, form, content, sidecar)


def _objection(info: ZipInfo, form: str) -> tuple[RejectionReason, str] | None:
    """Return why a member is not unpacked at all; None where nothing is against it."""
    if stat.S_ISLNK(info.external_attr >> 16):
        return RejectionReason.UNREADABLE, "a link, which is not followed"
    if info.flag_bits & _ENCRYPTED:
        return RejectionReason.ENCRYPTED, "it needs a password; unpack it, and name the file"
    if form == media.UNKNOWN:
        return (
            RejectionReason.UNKNOWN_FORMAT,
            f"the ending of its name is none that is read ({', '.join(media.BY_ENDING)})",
        )
    return None


def _unpack(archive: ZipFile, info: ZipInfo, limit: int) -> bytes:
    """Return the bytes of a member, never unpacking more than the limit.

    Raises:
        SourceError: It is larger.
        Exception: It is damaged; `zipfile` says how.
    """
    with archive.open(info) as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise SourceError(RejectionReason.TOO_LARGE, f"above {limit:,} bytes; split it")
    return content
