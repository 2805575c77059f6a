"""The agenda: appointments with transport, tasks with an owner and a due time."""
