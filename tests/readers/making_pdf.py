"""PDF files made by hand: words set where a test wants them."""

from collections.abc import Sequence

Word = tuple[float, float, str]
"""From the left, from below (both in points), and what is set there."""

LEADING = 14.0


def make_pdf(pages: Sequence[Sequence[Word]], *, told: str = "", size: int = 10) -> bytes:
    """Return a PDF with these words on its pages.

    Args:
        pages: The words of each page, in the order in which they are written.
        told: Entries of the document's properties, such as "/Title (Pumps)".
        size: Of the letters, in points.
    """
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, words in enumerate(pages):
        stream = "".join(
            f"BT /F1 {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET\n" for x, y, text in words
        )
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources "
            f"<< /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}endstream")
    objects.append(f"<< {told} >>")
    return _file(objects)


def lines(texts: Sequence[str], *, top: float = 780.0, left: float = 60.0) -> list[Word]:
    """Return lines set below one another; an empty one leaves a gap."""
    return [(left, top - LEADING * n, text) for n, text in enumerate(texts) if text]


def _escaped(text: str) -> str:
    """Return a text as a PDF writes it between brackets."""
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: Sequence[str]) -> bytes:
    """Return the file of these objects, the last of them the properties."""
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\n"
        f"startxref\n{len(body)}\n%%EOF\n"
    )
    return body + end.encode("latin-1")
