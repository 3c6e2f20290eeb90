"""The jobs of the suite: one module each with `run(quick) -> iterable of Line`, and this list."""

JOBS = (
    "claims",
    "directives",
    "hostile",
    "hostile_files",
    "units",
    "figures",
    "opening",
    "maps",
    "papers",
    "lists",
)
