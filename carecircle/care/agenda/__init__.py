"""What is to come: appointments with transport, tasks with an owner and a due time."""
