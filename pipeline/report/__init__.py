"""An article's or a selection's records as one HTML file that needs nothing else."""
