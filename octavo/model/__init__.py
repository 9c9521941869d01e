"""The types all stages share: frozen values, standard library only, no input or output.

Every other package of octavo may import from here; nothing here imports another package of ours.
"""
