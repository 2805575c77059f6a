"""The language and the wall clock of the reader: translation, dates and times."""
