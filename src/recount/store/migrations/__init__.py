"""How the record's tables came to be: one file a version, run in order when a record is opened."""
