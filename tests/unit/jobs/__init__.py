"""Tests of the engine: store, graph, executors."""
