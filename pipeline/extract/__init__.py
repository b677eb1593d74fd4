"""From marked sentences to records: figures, forecasts, companies. Pure functions."""
