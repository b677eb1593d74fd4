"""From bytes to facts: reading, cleaning, finding meaning. Importing this does nothing."""
