"""The views about companies: identities, names, roles, and everything said about one."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from schemas import (
    CompanyAlias,
    CompanyDecision,
    CompanyMention,
    DecisionKind,
    Extraction,
    Register,
    RegisteredCompany,
    Resolution,
    Status,
)
from tests.warehouse.factories import extraction, figure, mention, sha
from tests.warehouse.ingesting import ingest, rows
from warehouse.store import Store

KNOWN, DOUBTFUL, AMBIGUOUS = Resolution.REGISTER, Resolution.DOUBTFUL, Resolution.AMBIGUOUS

KILNS = "Quarl Inc. sold 12 kilns. Velora expects 30 kilns in 2031. Zell is near."
OVENS = "Quarl sold 99 ovens in 2030, and Velora Co. sold 7 ovens."


def known(company_id: str, name: str, **fields: str) -> RegisteredCompany:
    """Return a company of the register."""
    empty = dict.fromkeys(("legal_name", "ticker", "exchange", "country", "kind", "parent_id"))
    return RegisteredCompany(company_id=company_id, name=name, origin="own", **{**empty, **fields})


REGISTER = Register(
    companies=(
        known("co_q", "Quarl Group", ticker="QRL", exchange="NYSE", parent_id="co_p"),
        known("co_p", "Parent of Quarl"),
        known("co_z1", "Zell", country="DE"),
        known("co_z2", "Zell", country="US"),
    ),
    aliases=(CompanyAlias(alias="Quarl", company_id="co_q", origin="own"),),
    decisions=(),
)


def decided(kind: DecisionKind, company_id: str, **fields: str) -> Register:
    """Return the register with one decision."""
    decision = CompanyDecision(
        decision=f"{kind.value}_0123456789abcdef",
        kind=kind,
        company_id=company_id,
        company="Decided",
        **{**dict.fromkeys(("name", "article_id", "other_id", "other", "why")), **fields},
        wordlike=False,
        decided_by="ann",
        decided_on=date(2029, 6, 15),
    )
    return REGISTER.model_copy(update={"decisions": (decision,)})


def article(
    uri: str, text: str, companies: Sequence[CompanyMention], **facts: object
) -> Extraction:
    """Return an article with these facts and no others."""
    empty: dict[str, object] = {"figures": (), "forecasts": (), "rejected": ()}
    return extraction(uri, text, companies=tuple(companies), **{**empty, **facts})


def kilns() -> Extraction:
    """Return an article on Quarl and Velora, with a Zell that two companies could be."""
    key = sha(KILNS)[:16]
    return article(
        "kilns.txt",
        KILNS,
        [
            mention(KILNS, "Quarl Inc.", name="Quarl", company_id="co_q", resolution=KNOWN),
            mention(
                KILNS, "Velora", name="Velora", resolution=DOUBTFUL, candidates=("co_v",)
            ),
            mention(
                KILNS, "Zell", name="Zell", resolution=AMBIGUOUS, candidates=("co_z1", "co_z2")
            ),
        ],
        figures=(
            figure(key, KILNS, "12 kilns", company="Quarl"),
            figure(key, KILNS, "30 kilns", company="Quarl", attributed_to="Velora",
                   status=Status.FORECAST, period="2031", period_start=date(2031, 1, 1),
                   period_end=date(2031, 12, 31)),
        ),
    )  # fmt: skip


def ovens() -> Extraction:
    """Return an article that leaves no doubt of Velora."""
    key = sha(OVENS)[:16]
    return article(
        "ovens.txt",
        OVENS,
        [
            mention(OVENS, "Quarl", name="Quarl", company_id="co_q", resolution=KNOWN),
            mention(OVENS, "Velora Co.", name="Velora", company_id="co_v"),
        ],
        figures=(
            figure(key, OVENS, "99 ovens", company="Quarl", period="2030",
                   period_start=date(2030, 1, 1), period_end=date(2030, 12, 31)),
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a published store of both articles and the register."""
    store = Store(tmp_path_factory.mktemp("companies"))
    ingest(store, kilns(), ovens())
    assert store.enter_register(REGISTER)
    return store


def answer(store: Store, query: str) -> list[tuple[object, ...]]:
    """Return what the published file answers."""
    return rows(store.published, query)


def test_companies(loaded: Store) -> None:
    """A company has its register's name, ticker and parent; a new one its name in the articles."""
    query = "SELECT name, ticker, exchange, parent, resolutions, mentions, articles FROM companies"
    assert answer(loaded, f"{query} ORDER BY company_id") == [
        ("Quarl Group", "QRL", "NYSE", "Parent of Quarl", ["register"], 2, 2),
        ("Velora", None, None, None, ["name"], 2, 2),
    ]


def test_doubt_ends_where_another_article_is_sure(loaded: Store) -> None:
    """A doubtful name counts as the company that another article surely names so."""
    query = "SELECT company_id, resolution FROM company_mentions WHERE quote = 'Velora'"
    assert answer(loaded, query) == [("co_v", "name")]


def test_doubt_stays_where_none_is_sure(new_store: Store) -> None:
    """By itself it is unresolved, with the id that it could have."""
    ingest(new_store, kilns())
    query = "SELECT candidates, why FROM unresolved_companies WHERE quote = 'Velora'"
    ((candidates, why),) = answer(new_store, query)
    assert candidates == ["co_v"]
    assert "may be none at all" in str(why)


def test_two_candidates_give_none(loaded: Store) -> None:
    """The place, its words and both candidates are there to decide."""
    query = "SELECT quote, char_start, candidate_names, why FROM unresolved_companies"
    assert answer(loaded, query) == [
        (
            "Zell",
            KILNS.index("Zell"),
            ["Zell, DE, co_z1", "Zell, US, co_z2"],
            "several known companies have the name, and the article does not say which",
        )
    ]


def test_aliases(loaded: Store) -> None:
    """Every name of a company, with where it comes from and how often it stands."""
    query = "SELECT alias, source, mentions FROM aliases WHERE company = 'Quarl Group'"
    assert answer(loaded, f"{query} ORDER BY alias") == [
        ("Quarl", "articles, own", 1),
        ("Quarl Group", "own", 0),
        ("Quarl Inc.", "articles", 1),
    ]


def test_roles(loaded: Store) -> None:
    """Subject and source by the figures, a plain mention where a company is neither."""
    query = "SELECT company, role, quote FROM company_roles WHERE title IS NOT NULL"
    assert sorted(answer(loaded, query)) == [
        ("Quarl Group", "subject", "12 kilns"),
        ("Quarl Group", "subject", "30 kilns"),
        ("Quarl Group", "subject", "99 ovens"),
        ("Velora", "mention", "Velora Co."),
        ("Velora", "source", "30 kilns"),
        ("Zell", "mention", "Zell"),
    ]


def test_timeline(loaded: Store) -> None:
    """Everything on a company of both articles, in order of period, what has none last."""
    query = (
        "SELECT period, quote, status, roles FROM company_timeline WHERE company_id = 'co_q' "
        "ORDER BY period_start NULLS LAST"
    )
    assert answer(loaded, query) == [
        ("2030", "99 ovens", "actual", ["subject"]),
        ("2031", "30 kilns", "forecast", ["subject"]),
        (None, "12 kilns", "actual", ["subject"]),
    ]


ARTICLE = sha(KILNS)[:16]

# decision, the companies of the mentions in order of article and place
DECISIONS = [
    (
        "merge",
        decided(DecisionKind.MERGE, "co_q", other_id="co_v", other="Velora"),
        ["co_q", "co_q", None, "co_q", "co_q"],
    ),
    (
        "split of an article",
        decided(DecisionKind.SPLIT, "co_q", article_id=ARTICLE, other_id="co_n", other="New"),
        ["co_n", "co_v", None, "co_q", "co_v"],
    ),
    (
        "split of a spelling",
        decided(DecisionKind.SPLIT, "co_v", name="velora co.", other_id="co_n", other="New"),
        ["co_q", "co_v", None, "co_q", "co_n"],
    ),
    (
        "alias",
        decided(DecisionKind.ALIAS, "co_z1", name="ZELL"),
        ["co_q", "co_v", "co_z1", "co_q", "co_v"],
    ),
    (
        "alias in another article",
        decided(DecisionKind.ALIAS, "co_z1", name="Zell", article_id=sha(OVENS)[:16]),
        ["co_q", "co_v", None, "co_q", "co_v"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("register", "expected"), [d[1:] for d in DECISIONS], ids=[d[0] for d in DECISIONS]
)
def test_decisions(new_store: Store, register: Register, expected: list[str | None]) -> None:
    """A decision moves just the mentions it is about, and outlives reading the articles anew."""
    ingest(new_store, kilns(), ovens())
    query = "SELECT company_id FROM company_mentions ORDER BY source_uri, char_start"
    before = answer(new_store, query)
    new_store.enter_register(register)
    assert [company for (company,) in answer(new_store, query)] == expected
    ingest(new_store, kilns(), ovens(), version="2")
    assert [company for (company,) in answer(new_store, query)] == expected
    new_store.enter_register(REGISTER)
    assert answer(new_store, query) == before


def test_merges_are_followed(new_store: Store) -> None:
    """What is merged into a merged company counts as the last one."""
    ingest(new_store, ovens())
    first = decided(DecisionKind.MERGE, "co_v", other_id="co_q", other="Quarl").decisions[0]
    second = first.model_copy(
        update={"decision": "merge_fedcba9876543210", "company_id": "co_x", "other_id": "co_v"}
    )
    new_store.enter_register(REGISTER.model_copy(update={"decisions": (first, second)}))
    query = "SELECT DISTINCT company_id, resolution FROM company_mentions"
    assert answer(new_store, query) == [("co_x", "decision")]


def test_the_same_register_is_no_news(loaded: Store, tmp_path: Path) -> None:
    """Entering what is there publishes nothing; without a warehouse there is nothing to do."""
    assert not loaded.enter_register(REGISTER)
    assert not Store(tmp_path).enter_register(REGISTER)
    assert list(tmp_path.iterdir()) == []


def test_every_resolution_is_explained(loaded: Store) -> None:
    """The comment of the column names each way to tell a company."""
    with loaded.reader() as reader:
        view = reader.describe("company_mentions")
    (comment,) = (column.comment for column in view.columns if column.name == "resolution")
    assert {each.value for each in Resolution if each.value not in comment} == set()


def test_doubt_ends_and_begins_as_articles_come_and_go(new_store: Store) -> None:
    """Who is sure of a name settles it in articles read before, and unsettles it by going."""
    query = "SELECT company_id FROM company_mentions WHERE quote = 'Velora' ORDER BY char_start"
    ingest(new_store, kilns())
    assert answer(new_store, query) == [(None,)]
    ingest(new_store, ovens())
    assert answer(new_store, query) == [("co_v",)]
    ingest(new_store, article("ovens.txt", OVENS, []), version="2")
    assert answer(new_store, query) == [(None,)]
