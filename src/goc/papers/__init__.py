"""Official papers: one content model, rendered to DOCX, PDF, XLSX and HTML. Plain Python, no Django."""
