"""What the columns of views mean that no record has."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.conversions import CONVERTED
from warehouse.meanings_forecasts import OWN_OF_FORECASTS
from warehouse.meanings_reviews import REVIEWS

OWN: Mapping[str, str] = MappingProxyType(
    {
        **OWN_OF_FORECASTS,
        **REVIEWS,
        **{column.name: column.comment for column in CONVERTED},
        "about.article_count": "Articles in the warehouse.",
        "about.duckdb_version": "The DuckDB that wrote the file.",
        "about.figure_count": "Figures in the warehouse.",
        "about.forecast_count": "Forecasts in the warehouse.",
        "about.foretell_version": "The Foretell that published the file.",
        "about.last_run_id": "The newest run in the file.",
        "about.mention_count": "Mentions of companies in the warehouse.",
        "about.published_at": "When this file was published, UTC; null in the writer's own file.",
        "about.rejected_number_count": "Numbers that are no figures, kept with their reason.",
        "about.rejection_count": "Inputs that were not loaded when they were last tried.",
        "about.revision": "Counts the changes of the content; equal revisions, equal content.",
        "about.schema_version": "The newest migration that was applied.",
        "aliases.company": "Name of the company across articles.",
        "aliases.mentions": "Places that write exactly this.",
        "aliases.source": (
            "Where the name comes from: a data package, own (reviewed), decision, or articles."
        ),
        "articles.permalink": "Where the article can be read: its page, else its file.",
        "articles.copy_of": (
            "The earliest article that this one is a copy of, word for word or nearly; null for "
            "none."
        ),
        "articles.revision": "How many texts its input has held, this one included.",
        "articles.similarity": (
            "The part of all their runs of four words that it shares with copy_of, 0.8 to 1."
        ),
        "articles.edit_count": "Repairs that cleaning made in the text.",
        "articles.figure_count": "Figures of the article.",
        "articles.forecast_count": "Forecasts of the article.",
        "articles.mention_count": "Mentions of companies in the article.",
        "articles.rejected_number_count": "Numbers of the article that are no figures.",
        "channels.articles_read": "Articles that it named and that were fetched.",
        "channels.articles_refused": "Articles that it named and that will not come.",
        "channels.articles_waiting": "Articles that it named and that are tried again.",
        "channels.run_id": "The run that last read it.",
        "companies.articles": "Articles that name the company.",
        "companies.first_seen": "First day of publication among them; null where none is known.",
        "companies.last_seen": "Last day of publication among them; null where none is known.",
        "companies.article_id": "The first article that names it.",
        "companies.char_end": "Where its first mention ends.",
        "companies.char_start": "Where its first mention begins in that article's raw text.",
        "companies.confidence": "How sure that mention is, 0 to 1.",
        "companies.quote": "How the first article names it; the proof that it is there.",
        "companies.kind": (
            "listed, private, bank (with funds and investors), analyst_house (with advisers and "
            "raters), exchange or media; listed where an article gives a new company a ticker; "
            "null where unknown."
        ),
        "companies.mentions": "Places that name the company.",
        "companies.name": (
            "Name across articles: the register's, else a decision's, else the most frequent one."
        ),
        "companies.parent": "Name of its parent; null if none is known.",
        "companies.resolutions": (
            "How its mentions were told to be of it: register, ticker, legal_name, name, decision."
        ),
        "company_mentions.company_id": (
            "Identity across articles, decisions included; null where it is open, see "
            "unresolved_companies."
        ),
        "company_mentions.decision": "The decision that told the company; null for none.",
        "company_mentions.resolution": (
            "How company_id was told: register, ticker, legal_name, name, or decision; doubtful "
            "and ambiguous where it was not."
        ),
        "company_roles.company": "Name of the company across articles.",
        "company_roles.company_id": "Identity of the company; null where several fit.",
        "company_roles.figure_id": "The figure that it is subject or source of; null for none.",
        "company_roles.forecast_id": "The forecast that it makes or is subject of; null for none.",
        "company_roles.role": "subject, source, forecaster, or mention.",
        "company_roles.sentence": "The sentence of the record; of a plain mention its context.",
        "company_timeline.attributed_to": "Who says it; of a forecast its forecaster.",
        "company_timeline.company": "Name of the company across articles.",
        "company_timeline.company_id": "Identity of the company; null where several fit.",
        "company_timeline.forecast_id": "The forecast; null for a figure.",
        "company_timeline.figure_id": "The figure; null for a forecast that stands for itself.",
        "company_timeline.period": "Label of the time it is about; of a forecast its target.",
        "company_timeline.roles": "The parts that the company plays: subject, source, forecaster.",
        "entries.run_id": "The run that last asked for it.",
        "forecast_figures.ordinal": "Place of the figure in the forecast, from 1.",
        "forecast_values.about_end": "Last day of the time it is about, as about_start its first.",
        "forecast_values.about_start": (
            "First day of the time it is about: target_start, else period_start; null where "
            "neither is known."
        ),
        "forecast_values.confidence": "The lower confidence of the forecast and the figure.",
        "forecast_values.is_leading": "Whether it is the forecast's leading figure.",
        "forecast_values.rule": "The rule and cue that found the forecast.",
        "figures.is_repeat": (
            "Whether its article is a copy, and the article that it copies states the same amount."
        ),
        "figures.passage": (
            "about where it stands in a passage that tells who a company is; null for news."
        ),
        "forecast_values.is_repeat": "Whether the figure repeats that of an article copied.",
        "forecasts.is_repeat": (
            "Whether its article is a copy, and the article that it copies has the statement."
        ),
        "problems.article_id": "The article that it is about; null for none.",
        "problems.detail": "What is the matter, in words.",
        "problems.noticed_at": "When it was noticed, UTC.",
        "problems.problem": (
            "input rejected, source failing, article waiting or refused, check error or warning, "
            "correction orphaned, run failed or crashed."
        ),
        "problems.run_id": "The run that noticed it; null for none.",
        "problems.source_uri": "The input or address that it is about; null for none.",
        "problems.subject": "What it is about: an input, source, check, correction or run.",
        "passages.quote": "The characters of the raw text between char_start and char_end.",
        "revisions.is_current": "Whether the input holds it now; its records are in the views.",
        "revisions.revision": "Counts the texts of the input, from 1.",
        "revisions.run_id": "The run that first found it there.",
        "revisions.superseded_by": "The article that took its place; null for the latest.",
        "rejections.rejected_at": "When it was last tried, UTC.",
        "run_stages.words_per_second": "Words a second of work; null where none are counted.",
        "sources.content_key": (
            "SHA-256 of bytes, sidecar and extractor version as last tried; null where none "
            "could be read."
        ),
        "sources.article_id": "The article that the input holds; null where it was rejected.",
        "sources.run_id": "The run that last read the input.",
        "sources.state": (
            "loaded, rejected, or parked (it ended several reading processes); seen or extracted "
            "where the run that was to load it was killed."
        ),
        "unresolved_companies.candidate_names": "Each candidate: name, country, ticker, id.",
        "unresolved_companies.why": "Why none was chosen.",
        "companies": "Canonical names of the companies that it is about; null for none.",
        "company": "The names in companies, joined by '; '; null for none.",
        "context": "The raw text around the quote, 60 characters to either side.",
        "permalink": (
            "An address that leads to the very words: of a page a text fragment, which browsers "
            "scroll to and mark; of a file its name and characters (RFC 5147). `foretell show` "
            "and `foretell explain` take both."
        ),
        "run_id": "The run that wrote the row.",
    }
)
"""Columns that no record has, as VIEW.COLUMN, or COLUMN where they mean the same everywhere."""
