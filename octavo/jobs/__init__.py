"""How work is run and kept: store, graph, executors. Nothing here knows what a book is."""
