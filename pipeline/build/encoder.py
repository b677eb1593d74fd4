"""Train the reading net: `python -m pipeline.build.encoder --texts DIR --base DIR`.

Starts from a small pre-trained transformer of six layers (`--base`: a folder with its files;
docs/decisions says which), and teaches its upper layers, with a head for each field, to choose
what annotators chose in `seeds/training/labels.jsonl.gz`. Writes `seeds/model` and, for the
fields that the net takes part in, `seeds/lexicon/weights.csv`. Needs what
`seeds/training/requirements.txt` names, and an hour of two processors.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import copyfile

import torch
from torch import Tensor, nn
from transformers import AutoModel

from pipeline.build.choices import annotated
from pipeline.build.net_files import plain_heads, told_of, write_encoder
from pipeline.build.questions import Page, make_pages
from pipeline.build.reading_net import WIDE, ReadingHeads, Vocabulary, batch_of, hits, losses
from pipeline.build.train import RIDGE, WEIGHTS, Choice, read_weights, train, write_weights
from pipeline.encoder import FOLDER, PIECES, load_pieces
from pipeline.extract.heads import FIELDS, points, read_heads, write_heads
from pipeline.process import load_processor
from pipeline.settings import load_settings

EPOCHS = 3
TOGETHER = 16
"""Pages of a step."""
FROZEN = 3
"""Layers, from below, that stay as they are."""
RATES = {"encoder": (8e-5, 0.01), "heads": (1.5e-3, 0.02), "weights": (6e-3, 0.03)}
"""Highest rate and decay of each group of numbers."""
UNSEEN = -1e4
"""What is added to the attention that padding gets."""
SHARE = 0.5
"""How much a feature's weight without the net counts beside it; more or less is little worse."""
WARMING = 0.08
"""Share of the steps in which the rate rises; it falls in the others."""


class Net(nn.Module):  # type: ignore[misc]
    """Encoder and heads together."""

    def __init__(self, base: Path, vocabulary: Vocabulary) -> None:
        """Load the pre-trained encoder; its lower layers and word vectors are not taught."""
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, attn_implementation="eager")
        words = self.encoder.embeddings.word_embeddings.weight.detach().clone()
        self.heads = ReadingHeads(vocabulary, words)
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:FROZEN]):
            part.requires_grad_(requires_grad=False)
        self._below: dict[int, Tensor] = {}

    def states(self, pages: Sequence[Page]) -> Tensor:
        """Return the vectors of all pages' pieces, end to end."""
        longest = max(len(page.ids) for page in pages)
        below = torch.zeros(len(pages), longest, WIDE)
        unseen = torch.full((len(pages), 1, 1, longest), UNSEEN)
        for i, page in enumerate(pages):
            below[i, : len(page.ids)] = self._read_below(page).float()
            unseen[i, :, :, : len(page.ids)] = 0
        above = layered(below, unseen, self.encoder.encoder.layer[FROZEN:])
        return torch.cat([above[i, : len(page.ids)] for i, page in enumerate(pages)])

    def _read_below(self, page: Page) -> Tensor:
        """Return what the layers that are not taught make of a page, worked out once."""
        if id(page) not in self._below:
            was_training = self.encoder.training
            self.encoder.eval()
            with torch.no_grad():
                states = self.encoder.embeddings(torch.tensor([page.ids]))
                states = layered(states, None, self.encoder.encoder.layer[:FROZEN])
            self._below[id(page)] = states[0].half()
            self.encoder.train(was_training)
        return self._below[id(page)]


def layered(states: Tensor, unseen: Tensor | None, layers: Sequence[nn.Module]) -> Tensor:
    """Return the states after some layers; `unseen` is very low where pieces are padding."""
    for layer in layers:
        passed = layer(states, unseen)
        states = passed[0] if isinstance(passed, tuple) else passed
    return states


def batches(pages: Sequence[Page], chance: random.Random) -> Iterator[list[Page]]:
    """Yield all pages in steps of pages of like length, in an order drawn by chance."""
    ordered = sorted(pages, key=lambda page: len(page.ids) // 24 + chance.randrange(3))
    steps = [ordered[i : i + TOGETHER] for i in range(0, len(ordered), TOGETHER)]
    chance.shuffle(steps)
    yield from steps


def loss_of(net: Net, pages: Sequence[Page], vocabulary: Vocabulary) -> Tensor | None:
    """Return the mean loss over all questions of some pages; None where nothing can be learnt."""
    states, starts = net.states(pages), _starts(pages)
    asked = [batch_of(field, pages, starts, vocabulary) for field in FIELDS]
    parts = [losses(net.heads(one, states), one) for one in asked if one is not None]
    all_parts = torch.cat(parts) if parts else torch.zeros(0)
    return all_parts.mean() if len(all_parts) else None


def _starts(pages: Sequence[Page]) -> list[int]:
    starts, at = [], 0
    for page in pages:
        starts.append(at)
        at += len(page.ids)
    return starts


def teach(net: Net, pages: Sequence[Page], held: Sequence[Page], vocabulary: Vocabulary) -> None:
    """Train the net on pages, and print after each round what it makes of those held back."""
    groups = {
        "encoder": [p for p in net.encoder.parameters() if p.requires_grad],
        "heads": [p for n, p in net.heads.named_parameters() if n != "weights"],
        "weights": [net.heads.weights],
    }
    taught = torch.optim.AdamW(
        [
            {"params": groups[name], "lr": rate, "weight_decay": decay}
            for name, (rate, decay) in RATES.items()
        ]
    )
    total = EPOCHS * -(-len(pages) // TOGETHER)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        taught, lambda step: min(1.0, (step + 1) / (WARMING * total)) * max(0.02, 1 - step / total)
    )
    chance = random.Random(0)  # noqa: S311 - an order of pages, no secret
    for epoch in range(1, EPOCHS + 1):
        net.train()
        for step in batches(pages, chance):
            loss = loss_of(net, step, vocabulary)
            if loss is not None:
                taught.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(net.parameters(), 1.0)
                taught.step()
            schedule.step()
        print(f"round {epoch} of {EPOCHS}: {scores(net, held, vocabulary)}", flush=True)  # noqa: T201


def scores(net: Net, pages: Sequence[Page], vocabulary: Vocabulary) -> str:
    """Return how often each field is chosen right in some pages."""
    net.eval()
    right, asked = dict.fromkeys(FIELDS, 0), dict.fromkeys(FIELDS, 0)
    with torch.no_grad():
        for page in pages:
            states = net.states([page])
            for field in FIELDS:
                batch = batch_of(field, [page], [0], vocabulary)
                if batch is not None:
                    found, count = hits(net.heads(batch, states), batch)
                    right[field] += found
                    asked[field] += count
    return " ".join(f"{field} {right[field] / max(1, asked[field]):.3f}" for field in FIELDS)


def weigh(net: Net, vocabulary: Vocabulary, pages: Sequence[Page]) -> dict[str, dict[str, float]]:
    """Return what each feature weighs beside the net, by field.

    The net's own weight, and a share of what the feature weighs where there is no net: the two
    err in different places.
    """
    found: dict[str, dict[str, float]] = {}
    for field in FIELDS:
        asked = [(page.article, q) for page in pages for q in page.questions if q.field == field]
        choices = [
            Choice(article, tuple(map(dict, q.features)), tuple(q.right)) for article, q in asked
        ]
        alone = train(choices, RIDGE[field])
        found[field] = {name: SHARE * weight for name, weight in alone.items()}
    for (field, name), number in vocabulary.features.items():
        own = float(net.heads.weights[number])
        found[field][name] = round(found[field].get(name, 0.0) + own, 3)
    return found


def save(net: Net, vocabulary: Vocabulary, base: Path, folder: Path) -> None:
    """Write the net's files."""
    net.eval()
    write_encoder(net.encoder, folder)
    write_heads(plain_heads(net.heads, vocabulary), folder)
    copyfile(base / PIECES, folder / PIECES)


def farthest_apart(net: Net, pages: Sequence[Page], vocabulary: Vocabulary, folder: Path) -> float:
    """Return by how much a candidate's points differ at most between PyTorch and NumPy."""
    net.eval()
    heads, most = read_heads(folder), 0.0
    with torch.no_grad():
        for page in pages:
            states = net.states([page])
            for question in page.questions:
                alone = Page(page.article, page.ids, [question])
                batch = batch_of(question.field, [alone], [0], Vocabulary({}, vocabulary.classes))
                if batch is not None:
                    ours = points(heads, question.field, told_of(question, states))
                    theirs = net.heads(batch, states).numpy()
                    most = max(most, float(abs(ours - theirs).max()))
    return most


def main() -> None:
    """Make the pages, teach the net, and write it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path, required=True, help="folder with the articles")
    parser.add_argument("--base", type=Path, required=True, help="folder of the transformer")
    asked = parser.parse_args()
    torch.manual_seed(0)
    processor, table = load_processor(load_settings()), load_pieces()
    pages = list(make_pages(annotated(asked.texts, held=False), processor, table))
    held = list(make_pages(annotated(asked.texts, held=True), processor, table))
    vocabulary = Vocabulary.of(pages)
    net = Net(asked.base, vocabulary)
    teach(net, pages, held, vocabulary)
    save(net, vocabulary, asked.base, FOLDER)
    write_weights(read_weights(WEIGHTS) | weigh(net, vocabulary, pages), WEIGHTS)
    apart = farthest_apart(net, held, vocabulary, FOLDER)
    print(f"points by NumPy are off by at most {apart:.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
