"""The articles that one file holds, on their way from the child process to its parent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from schemas import RejectionReason


@dataclass(frozen=True, slots=True)
class Member:
    """One article of a file that holds several, or why it cannot be had.

    `name` is its name within the file; empty for the file's own text (that of an e-mail beside
    what is attached). Where `reason` is set the member is refused, and `content` is empty.
    """

    name: str
    media_type: str
    content: bytes = b""
    sidecar: bytes | None = None
    reason: RejectionReason | None = None
    detail: str = ""


def refused(name: str, media_type: str, reason: RejectionReason, detail: str) -> Member:
    """Return a member that cannot be had."""
    return Member(name, media_type, reason=reason, detail=detail)


def with_own_names(members: Sequence[Member]) -> list[Member]:
    """Return the members, of two with one name the later with a number: "a", "a#2"."""
    seen: dict[str, int] = {}
    named = []
    for member in members:
        seen[member.name] = count = seen.get(member.name, 0) + 1
        named.append(member if count == 1 else replace(member, name=f"{member.name}#{count}"))
    return named


def member_answer(members: Sequence[Member]) -> tuple[dict[str, Any], bytes]:
    """Return the members as the header and the body of a frame."""
    told = [
        {
            "name": member.name,
            "media_type": member.media_type,
            "size": len(member.content),
            "sidecar": None if member.sidecar is None else len(member.sidecar),
            "reason": member.reason and member.reason.value,
            "detail": member.detail,
        }
        for member in with_own_names(members)
    ]
    parts = (part for member in members for part in (member.content, member.sidecar or b""))
    return {"members": told}, b"".join(parts)


def members_from(header: Mapping[str, Any], body: bytes) -> tuple[Member, ...]:
    """Return the members that a frame holds."""
    return tuple(_cut(header, body))


def _cut(header: Mapping[str, Any], body: bytes) -> Iterator[Member]:
    """Yield the members, each cut out of the body."""
    start = 0
    for told in header["members"]:
        end = start + told["size"]
        stop = end + (told["sidecar"] or 0)
        yield Member(
            name=told["name"],
            media_type=told["media_type"],
            content=body[start:end],
            sidecar=None if told["sidecar"] is None else body[end:stop],
            reason=told["reason"] and RejectionReason(told["reason"]),
            detail=told["detail"],
        )
        start = stop
