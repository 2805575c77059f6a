"""The visit summary: what a doctor or nurse wants to know since the last visit."""
