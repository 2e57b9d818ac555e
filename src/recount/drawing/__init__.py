"""Pictures as SVG, made of plain values: no page, no browser, no style sheet is needed to look at them.

Colours are attributes, so that they stand in a page under a strict policy, in a PDF and in a file by itself; a style
sheet may overrule them by the classes.
"""
