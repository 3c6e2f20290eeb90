"""Official papers: one content model, rendered to DOCX, PDF, XLSX and HTML. Plain Python, no
Django.

`model` what a paper is · `codec` its JSON · `profiles` layout by issuer and day · `wording` its
fixed lines · `grid` tables as grids · `formats` the renderers and `render` · `disclosure`,
`suppression` the public rendering · `bindings` bound and unbound numbers · `reading` a DOCX read
back · `lint` its form · `charts` for the screen.
"""
