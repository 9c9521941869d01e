"""XHTML and CSS in, a tagged PDF and the map of its pages out.

``whole`` lays a rendition out as one document; ``unit``, ``pagination`` and ``assemble`` do it in parts.
"""
