"""A PDF that asks for a password."""

import pikepdf


def damage() -> None:
    """Write the file that the command is given."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(420, 595))
    made.save("notes.pdf", encryption=pikepdf.Encryption(owner="secret", user="secret"))
