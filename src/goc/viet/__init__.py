"""The Vietnamese language: names, sorting, folding, numerals, dates, hedges, letter order. Plain
Python.
"""
