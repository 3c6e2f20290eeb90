"""Row shapes, the one list page, forms and workbooks made from them; worklists. Knows no subject."""
