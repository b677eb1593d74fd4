"""Grammar of numbers, quantities, periods and names: text in, values out. No spaCy, no files, no clock."""
