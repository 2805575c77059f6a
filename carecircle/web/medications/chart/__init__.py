"""The medication chart: grid, adherence, entries from paper."""
