"""Files for a print shop: the pages and the cover as PDF/X-4, held against what the shop takes."""
