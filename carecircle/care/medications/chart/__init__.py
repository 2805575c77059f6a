"""The medication chart: a period of days, and adherence."""
