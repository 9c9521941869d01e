"""The proofs of Octavo: unit, golden, e2e, fuzz, bench."""
