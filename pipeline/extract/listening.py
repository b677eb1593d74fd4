"""What the forecasts of an article are heard against: who spoke before, and of which time."""

from pipeline.extract.forecasters import Voice
from pipeline.extract.meanings import ReadSentence
from schemas import Period


class Passage:
    """Remembers sources, forecasters and names from sentence to sentence."""

    def __init__(self, main: str | None) -> None:
        """Take the article's main company; None where it names none."""
        self._main = main
        self._sentence = 0
        self._paragraph = -1
        self._heard: dict[str, tuple[str, int, int]] = {}
        self.target: Period | None = None

    @property
    def voices(self) -> list[Voice]:
        """The last of each sort, and the article's company."""
        found = [
            Voice(name, sort, self._sentence - place, paragraph == self._paragraph)
            for sort, (name, place, paragraph) in self._heard.items()
        ]
        if self._main is not None:
            found.append(Voice(self._main, "main", 0, same_paragraph=True))
        return found

    def enter(self, read: ReadSentence) -> None:
        """Begin a sentence; a new paragraph forgets which time the last one was about."""
        self._sentence += 1
        if read.sentence.parsed.paragraph != self._paragraph:
            self._paragraph = read.sentence.parsed.paragraph
            self.target = None

    def leave(self, read: ReadSentence) -> None:
        """Remember whom the sentence quoted and named."""
        for attribution in read.attributions:
            self._hear("source", attribution.source)
        for person in read.sentence.people:
            self._hear("person", person.organisation or person.name)
        for company in read.sentence.companies[:1]:
            self._hear("company", company.name)

    def note(self, forecaster: str | None, target: Period | None) -> None:
        """Remember a forecast."""
        self.target = target or self.target
        if forecaster is not None:
            self._hear("forecaster", forecaster)

    def _hear(self, sort: str, name: str) -> None:
        self._heard[sort] = (name, self._sentence, self._paragraph)
