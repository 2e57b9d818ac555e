"""What an analyst can do with reports and a record, one function each.

`running.run` reads reports into a record, `recounting.recounted` does without one; `asking` holds the chronology, an
incident, its figures, the actors and the reports; `why.why` opens the words behind a value; `exporting.export` hands a
record on. Import from these modules: together they take seconds to load, and looking into a record needs few of them.
"""
