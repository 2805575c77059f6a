"""The medication chart: a stretch of days, and adherence."""
