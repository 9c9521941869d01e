"""A PDF with one page that is wider than the others."""

import pikepdf


def damage() -> None:
    """Write the file that the command is given."""
    made = pikepdf.new()
    for size in ((420, 595), (420, 595), (842, 595)):
        made.add_blank_page(page_size=size)
    made.save("notes.pdf")
