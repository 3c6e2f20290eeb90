"""Tests of the room `viet`."""
