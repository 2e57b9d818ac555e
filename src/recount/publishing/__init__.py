"""What a desk shows to the public: redacted incidents, numbered releases, pages that work from a folder, and reports
on a day or a week. Everything that leaves a desk goes through `redaction`.
"""
