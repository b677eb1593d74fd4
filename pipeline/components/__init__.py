"""Carry the grammar into parsed sentences: spans with their values, no judgement yet."""
