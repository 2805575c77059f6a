"""Reading over several slices at once: what is handed over, printed, shown to a doctor."""
