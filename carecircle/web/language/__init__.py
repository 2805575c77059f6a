"""The reader's language and time zone: translation, dates and times."""
