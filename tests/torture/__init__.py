"""A long run of a real server under faults, and one table of what went wrong.

Writers send thousands of changes by forms, JSON and websocket. Clients read every transport. All
the while connections, workers, Redis, the database, the disk and the clock fail. Afterwards each
client's list is compared with the log, and each answer to a writer with the database.

`python -m tests.torture` runs it at its full size, `test_tenth.py` at a tenth of it.
"""
