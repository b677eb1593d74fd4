"""E-mails: the message as an article, and what is attached as articles of their own."""

from email import message_from_bytes, policy
from email.message import EmailMessage, Message

from pipeline import media
from pipeline.readers.charset import decode
from pipeline.readers.composer import Composer
from pipeline.readers.findings import Findings
from pipeline.readers.html import declared_encoding
from pipeline.readers.html_fragment import read_fragment
from pipeline.readers.members import Member
from pipeline.readers.read_article import ReadArticle
from pipeline.readers.words import meaningful, one_line
from schemas import RejectionReason, SourceError

USUAL_HEADERS = ("from", "to", "subject", "date", "received", "message-id")
"""A text with none of them is no e-mail."""

LONGEST_NAME = 200


def read_email(content: bytes) -> ReadArticle:
    """Return the message's own words: its plain text, else those of its markup.

    Raises:
        SourceError: It is no e-mail, or has no words of its own.
    """
    message = _parse(content)
    raw_text, composer = _own_words(message)
    if not raw_text.strip():
        raise SourceError(RejectionReason.EMPTY, "the e-mail has no text of its own")
    found = _told_by_headers(message)
    return ReadArticle(
        raw_text, found.metadata(), found.origins(), composer.tables if composer else ()
    )


def open_email(content: bytes) -> list[Member]:
    """Return the message itself, and each attachment of a form that is read.

    Raises:
        SourceError: It is no e-mail.
    """
    message = _parse(content)
    attached = [
        member for part in _attachments(message) if (member := _member(part, message)) is not None
    ]
    has_words = bool(_own_words(message)[0].strip())
    own = [Member("", media.EMAIL, content)] if has_words or not attached else []
    return own + attached


def _parse(content: bytes) -> EmailMessage:
    """Return the parsed message.

    Raises:
        SourceError: None of the usual headers is there.
    """
    message = message_from_bytes(content, policy=policy.default)
    if not any(message.get(name) for name in USUAL_HEADERS):
        raise SourceError(
            RejectionReason.DAMAGED,
            "it has none of an e-mail's headers (From, Subject, Date); save the message anew",
        )
    return message


def _own_words(message: EmailMessage) -> tuple[str, Composer | None]:
    """Return the message's text, with what composed it where it is markup."""
    plain = message.get_body(preferencelist=("plain",))
    text = _decoded(plain) if plain is not None else ""
    if text.strip():
        return text, None
    marked = message.get_body(preferencelist=("html",))
    if marked is None:
        return "", None
    composer = read_fragment(_decoded(marked))
    return composer.raw_text, composer


def _decoded(part: Message) -> str:
    """Return the characters of a part, by the encoding that it names or its bytes speak for."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    declared = part.get_content_charset() or declared_encoding(payload)
    return meaningful(decode(payload, declared=declared))


def _told_by_headers(message: EmailMessage) -> Findings:
    """Return what the headers tell."""
    found = Findings()
    found.add("title", str(message.get("subject") or ""), "e-mail Subject")
    sender = message.get("from")
    addresses = getattr(sender, "addresses", ())
    found.add("author", addresses[0].display_name if addresses else None, "e-mail From")
    sent = getattr(message.get("date"), "datetime", None)
    found.add("published_on", sent.date().isoformat() if sent else None, "e-mail Date")
    found.add("language", str(message.get("content-language") or ""), "e-mail Content-Language")
    return found


def _attachments(message: EmailMessage) -> list[Message]:
    """Return the parts that are attached, those within a forwarded message not among them."""
    return list(message.iter_attachments()) if message.is_multipart() else []


def _member(part: Message, message: EmailMessage) -> Member | None:
    """Return an attachment as a source of its own; None where its form is none that is read."""
    if part.get_content_type() == media.EMAIL:
        forwarded = part.get_payload(0) if part.is_multipart() else None
        if not isinstance(forwarded, Message) or forwarded is message:
            return None
        name = one_line(str(forwarded.get("subject") or "")) or "message"
        return Member(f"{name[:LONGEST_NAME]}.eml", media.EMAIL, forwarded.as_bytes())
    name = one_line(part.get_filename() or "")[-LONGEST_NAME:]
    form = media.by_name(name)
    payload = part.get_payload(decode=True)
    if form == media.UNKNOWN or not isinstance(payload, bytes):
        return None
    return Member(name, form, payload)
