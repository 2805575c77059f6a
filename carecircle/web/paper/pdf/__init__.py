"""A printable page as PDF, drawn by WeasyPrint in a process of its own (the extra `pdf`)."""
