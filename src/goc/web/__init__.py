"""What every page is made of: base templates, components, charts, paging. Knows no subject."""
