"""Commands that compile the tables under `seeds/lexicon`; nothing here runs with the pipeline."""
