"""Set small pictures in a line of text."""

from markupsafe import Markup

from octavo.model.inlines import Image
from octavo.render.images import screen_classes
from octavo.render.markup import NOTHING, element
from octavo.render.template_context import Context

IN_LINE = 0.8
"""How high a picture is that stands in a line, as a part of the distance of lines."""


def set_image(node: Image, context: Context) -> Markup:
    """Set a picture in a line of text: as high as the line, or as wide as it is to be."""
    picture = context.pictures.get(node.file)
    if picture is None:
        return NOTHING
    attributes = {"class": "picture", "src": picture.name, "alt": node.alt}
    if context.medium == "reflow":
        attributes = {**attributes, "class": screen_classes("picture", picture.name)}
        size = f"width:{node.width:.2%}" if node.width else ""
    elif node.width:
        # No wider than its pixels allow, as a figure.
        size = f"width:{min(node.width * context.measure, picture.width):g}pt"
    else:
        size = f"height:{IN_LINE * context.leading:g}pt"
    return element("img", attributes={**attributes, "style": size})
