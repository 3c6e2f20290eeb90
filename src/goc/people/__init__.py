"""Persons and their dated facts, seats and who fills them, boards and their members."""
