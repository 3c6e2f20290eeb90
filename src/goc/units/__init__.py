"""The dated tree of units, reorganisations with lineage, traits, rights on units."""
