"""Notes for the other carers."""
