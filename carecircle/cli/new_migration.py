"""`python -m carecircle.cli.new_migration "what changes"`: writes the next migration.

It contains the difference between the tables in the code and a freshly migrated database: tables,
columns, keys, indexes with their WHERE, and CHECKs. Without a difference its body is `pass`."""

import sys

from carecircle import models as _models  # noqa: F401  registers every table
from carecircle.db.steps import write_next

if __name__ == "__main__":
    write_next(sys.argv[1])
