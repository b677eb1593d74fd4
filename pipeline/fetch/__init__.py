"""Sources over the network: asked with care, at every hop, and never twice for the same."""
