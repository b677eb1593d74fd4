"""One file that holds several articles opened as so many sources."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from pipeline import media
from pipeline.readers.guard import Guard
from pipeline.readers.members import Member, members_from
from pipeline.readers.tasks import OPEN
from schemas import Rejection, RejectionReason, Source, SourceError

DEEPEST = 3
"""Containers within containers that are opened: an archive with an e-mail with an archive."""

BETWEEN = "!"
"""Stands between the name of a file and the name of a member: "export.zip!news/a.txt"."""


KeyOf = Callable[[Source], str]
"""Gives the key under which equal input and equal extraction are known."""


def open_source(source: Source, guard: Guard, key_of: KeyOf) -> Iterator[Source | Rejection]:
    """Yield the articles that a source holds, unread, in its order: itself, or its members.

    A file that cannot be opened, or holds nothing, is yielded as its rejection. A member's own
    sidecar counts before that of the whole file.
    """
    yield from _Opener(guard, key_of).open(source, depth=0)


@dataclass(frozen=True, slots=True)
class _Opener:
    """Opens containers within containers."""

    guard: Guard
    key_of: KeyOf

    def open(self, source: Source, depth: int) -> Iterator[Source | Rejection]:
        """Yield what a source at this depth holds."""
        if source.media_type not in media.CONTAINERS:
            yield source
            return
        try:
            for member in self._members(source, depth):
                yield from self._one(source, member, depth)
        except SourceError as error:
            yield self._reject(source, error)

    def _members(self, source: Source, depth: int) -> Sequence[Member]:
        """Return the members of a container.

        Raises:
            SourceError: It cannot be opened, is nested too deeply, or is empty.
        """
        if depth >= DEEPEST:
            raise SourceError(
                RejectionReason.TOO_COSTLY,
                f"it is a container within {DEEPEST} others; unpack it, and name what is in it",
            )
        members = members_from(*self.guard.ask(OPEN, source.media_type, source.content))
        if not members:
            raise SourceError(RejectionReason.EMPTY, "there is no article in it")
        return members

    def _one(self, source: Source, member: Member, depth: int) -> Iterator[Source | Rejection]:
        """Yield what comes of one member: its rejection, itself, or what it holds in turn."""
        uri = f"{source.source_uri}{BETWEEN}{member.name}" if member.name else source.source_uri
        found = Source(
            source_uri=uri,
            media_type=member.media_type,
            content=member.content,
            content_sha256=sha256(member.content).hexdigest(),
            sidecar=source.sidecar if member.sidecar is None else member.sidecar,
            sidecar_from=source.sidecar_from if member.sidecar is None else "sidecar",
        )
        if member.reason is not None:
            yield self._reject(found, SourceError(member.reason, member.detail))
        elif member.name:
            yield from self.open(found, depth + 1)
        else:  # the container's own text, which is read and not opened again
            yield found

    def _reject(self, source: Source, error: SourceError) -> Rejection:
        """Return the rejection of a source that could not be opened, or of a refused member."""
        has_content = bool(source.content)
        return Rejection(
            source_uri=source.source_uri,
            content_sha256=source.content_sha256 if has_content else None,
            content_key=self.key_of(source) if has_content else None,
            reason=error.reason,
            detail=error.detail,
        )
