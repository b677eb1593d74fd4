"""What the reading net learns from: windows, and the choices made in them."""

import pytest

from pipeline.build.questions import Page, make_pages
from pipeline.encoder import FIRST, LAST, load_pieces
from pipeline.extract.heads import FIELDS
from tests.model_fixtures import load_extractor

TEXT = "Norlund Pumps Inc. sold 40 pumps in May. Vessby Marine Inc. sold 60 pumps in June."
FIGURES = [
    {"surface": "40 pumps", "company": "Norlund Pumps", "period": "2029-05"},
    {"surface": "60 pumps", "company": "Vessby Marine", "period": "2029-06"},
]


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    """The windows of an annotated text."""
    figures = [
        {
            **figure,
            "start": TEXT.index(str(figure["surface"])),
            "end": TEXT.index(str(figure["surface"])) + len("40 pumps"),
            "kind": "level",
            "metric": "pumps sold",
            "status": "actual",
        }
        for figure in FIGURES
    ]
    row = {"origin": "a", "published": "2029-06-15", "figures": figures, "forecasts": []}
    return list(make_pages([(row, TEXT)], load_extractor(), load_pieces()))


def test_a_window_holds_what_is_asked(pages: list[Page]) -> None:
    """Questions are of the net's fields, and every run lies inside of the window's pieces."""
    (page,) = pages
    inner = len(page.ids) - 2
    assert (page.ids[0], page.ids[-1]) == (FIRST, LAST)
    for question in page.questions:
        assert question.field in FIELDS
        assert len(question.right) > 1
        for run in (question.number, *(p for p in question.places if p is not None)):
            assert 0 <= run[0] < run[1] <= inner


def test_each_question_has_an_entry_for_each_candidate(pages: list[Page]) -> None:
    """All lists of a question are as long as there are candidates."""
    for question in pages[0].questions:
        lists = (question.places, question.phrases, question.classes, question.distances)
        assert {len(one) for one in (*lists, question.features, question.right)} == {
            len(question.right)
        }


def test_what_was_annotated_is_right(pages: list[Page]) -> None:
    """Of several times each figure's own is right, and no other candidate."""
    asked = [question for question in pages[0].questions if question.field == "period"]
    for question, month in zip(asked, ("May", "June"), strict=True):
        (own,) = load_pieces().ids_of(month)
        assert [own in phrase for phrase in question.phrases] == list(question.right)
