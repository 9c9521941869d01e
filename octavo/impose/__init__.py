"""Put the pages of a PDF on sheets: which page goes where, and the file that a copier prints."""
