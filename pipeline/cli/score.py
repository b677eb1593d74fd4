"""`foretell score`: how right the extractor is, by what people said of its records."""

import typer

from pipeline.cli.output import Format, FormatOption
from pipeline.cli.session import examples, print_query, say

EXAMPLES = examples(
    ("foretell score", "precision by field on your own corrections"),
    ("foretell score -f json", "for a program"),
)

# Of a record that people looked at, the fields that nobody corrected count as right.
SCORE = """
WITH
    kept AS (SELECT * FROM reviews WHERE extracted AND reviewed <> 'rejected'),
    whole AS (
        SELECT
            kind,
            'the record itself' AS field,
            count(*) FILTER (extracted) AS reviewed,
            count(*) FILTER (extracted AND reviewed <> 'rejected') AS "right"
        FROM reviews
        GROUP BY kind
    ),
    found AS (
        SELECT
            kind,
            'found at all' AS field,
            count(*) AS reviewed,
            count(*) FILTER (extracted) AS "right"
        FROM reviews
        WHERE reviewed = 'added'
        GROUP BY kind
    ),
    wrong AS (SELECT kind, unnest(wrong_fields) AS field FROM kept),
    fields AS (
        SELECT
            wrong.kind,
            wrong.field,
            seen.reviewed,
            seen.reviewed - count(*) AS "right"
        FROM wrong
        JOIN (SELECT kind, count(*) AS reviewed FROM kept GROUP BY kind) AS seen USING (kind)
        GROUP BY wrong.kind, wrong.field, seen.reviewed
    )
SELECT
    kind, field, reviewed, "right", round("right" / reviewed, 3) AS "precision"
FROM (FROM whole UNION ALL BY NAME FROM found UNION ALL BY NAME FROM fields)
WHERE reviewed > 0
ORDER BY kind, field = 'the record itself' DESC, "precision", field
"""


def score(
    context: typer.Context,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Show how right the reviewed records were.

    Of a record that was corrected or confirmed, a field that nobody corrected counts as right;
    fields that were never wrong are not listed. "Found at all": of the records that people had
    to add, those that the extractor finds by now. People look at what seems wrong, so confirm
    what is right (`foretell correct ID --right`), or the score is too low.
    """
    found = print_query(context, SCORE, format)
    if not found.rows:
        say("nobody has reviewed a record yet; `foretell correct` and `foretell reject` do")
