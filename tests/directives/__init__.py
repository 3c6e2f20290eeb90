"""Tests of the room `directives`."""
