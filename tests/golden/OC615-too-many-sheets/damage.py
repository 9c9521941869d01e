"""More pages than can be stapled through one fold."""

import pikepdf


def damage() -> None:
    """Write the file that the command is given."""
    made = pikepdf.new()
    for _ in range(64):
        made.add_blank_page(page_size=(420, 595))
    made.save("notes.pdf")
