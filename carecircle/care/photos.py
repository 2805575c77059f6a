"""What every photo that is kept for the family is: a JPEG of ours, with who added it and when."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.db.base import Id


class Photo:
    """The columns of such a row. What it is of is its key: a newer one takes its place."""

    family_id: Mapped[str] = mapped_column(Id)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Id)
