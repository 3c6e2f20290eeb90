"""Official papers: one content model, rendered to DOCX, PDF, XLSX and HTML. Plain Python, no
Django.

`model` what a paper is · `codec` its JSON · `profiles` layout by issuer and day · `wording` its
fixed lines · `grid` tables as grids · `formats` the renderers and `render` · `disclosure`,
`suppression` the public rendering · `bindings` bound and unbound numbers · `reading` a DOCX read
back · `lint` its form · `charts` for the screen.
"""

RENDERER_VERSION = "0.4.0"
"""Of the formats, not of Gốc: raised when the same content no longer gives the same bytes in some
format (a margin, a font, an order of elements), and only then. A dossier is compared byte for byte
while its version is this one; after that its figures and digests still are. It began as the version
of Gốc that first built dossiers, which is what their manifests say.
"""
