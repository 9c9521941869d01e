"""Let the layout engine come upon a number that it cannot reckon with, in every heading of a chapter."""

import weasyprint.layout.block as blocks


def damage() -> None:
    """Change what the engine does with a block; workers are copies of this process."""
    own = blocks.block_container_layout

    def endless(context: object, box: object, *arguments: object, **named: object) -> object:
        if box.element_tag == "h1":
            box.style["font_size"] = float("inf")
        return own(context, box, *arguments, **named)

    blocks.block_container_layout = endless
