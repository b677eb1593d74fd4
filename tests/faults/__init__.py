"""Runs that are killed at every stage border: nothing is lost, doubled or half loaded."""
