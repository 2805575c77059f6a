"""The base of the resources, and what several of them hold."""

from pydantic import BaseModel, ConfigDict


class Resource(BaseModel):
    """A JSON object in an answer. Later versions may have more members."""

    model_config = ConfigDict(extra="allow", json_schema_serialization_defaults_required=True)


class Person(Resource):
    """A member, by id and name."""

    id: str
    name: str | None
