"""Bring a database to the schema of this code."""

from sqlalchemy.orm import Session

from carecircle import models
from carecircle.db.base import Base
from carecircle.db.session import Database


def upgrade(database: Database) -> None:
    Base.metadata.create_all(database.engine)
    with Session(database.writer) as session, session.begin():
        if session.get(models.events.RevocationStream, 1) is None:
            session.add(models.events.RevocationStream(id=1, seq=0))
