"""What strangers who help must know: the emergency sheet, its links, the sheet for the missing."""
