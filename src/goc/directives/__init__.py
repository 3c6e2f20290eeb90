"""Requirements read out of directives, the registry of checks, duties."""
