"""From the publication as loaded to the book with everything joined: one pass a file, values in, values out."""
