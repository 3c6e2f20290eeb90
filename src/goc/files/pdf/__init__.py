"""PDF files: letters by their places, put back into rows and paragraphs."""
