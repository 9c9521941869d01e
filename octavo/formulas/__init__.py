"""Formulas in the notation of TeX: read, drawn for paper, written as MathML for screens, and put in words.

The library behind it enters in :mod:`octavo.formulas.formula_reading` and nowhere else, and is imported with the first
formula.
"""
