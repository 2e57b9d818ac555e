"""Bytes to Document to Passage to Sentence: formats, cleaning, dating, the reader model."""
