"""Grammar of numbers, quantities, periods and names: text in, values out; no spaCy, no clock."""
