"""How fast, how large, how it grows: printed and kept, never asserted. See docs/benchmarks.md."""
