"""Drawings of the desk's pages: values in, SVG out; nothing is asked for and nothing runs in the browser."""
