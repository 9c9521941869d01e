"""Other people's files become a book's folder: readers, one converter of pandoc's document type, and a report."""
