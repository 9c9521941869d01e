"""XHTML and CSS in; out come a tagged PDF, the map of its pages and the layout that later stages ask for.

The door is :func:`octavo.typeset.typesetting.typeset`. Nothing is imported here: whoever lays out a unit would depend
on how the units are joined.
"""
