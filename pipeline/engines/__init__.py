"""Where articles are extracted: in this process, in others of this machine, or on a cluster.

Every engine is given the same orders and yields the same batches, so that the rows of a run do
not depend on which one it had.
"""
