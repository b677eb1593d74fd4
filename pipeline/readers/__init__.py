"""From bytes to raw text and metadata, one module for each media type."""
