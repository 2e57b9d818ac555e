"""Tags, fields, saved views and alerts, as the API tells them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from recount.web.api.shapes.common import Listed, Shape
from recount.web.api.shapes.judgements import Given, Short


class TagRow(Shape):
    """A tag with on how many incidents it is."""

    tag: str
    incidents: int


Tags = Listed[TagRow]


FieldKind = Literal["text", "number", "choice", "date", "yes/no"]


class FieldShape(Shape):
    """A field of the desk's own."""

    id: str
    name: str
    kind: FieldKind
    choices: list[str]
    retired: bool


Fields = Listed[FieldShape]


class FieldGiven(Given):
    """A field to be defined."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Weapon", "kind": "choice", "choices": ["barrel bomb", "rocket"]}]}
    )

    name: Short
    kind: FieldKind = "text"
    choices: list[Short] = Field([], max_length=60, description="Of choice: two or more.")


class MarkShape(Shape):
    """A tag or a value that was given or taken away."""

    id: str
    kind: Literal["tag", "field"]
    name: str
    value: str | None
    on: str
    who: str
    made: str
    undone: str | None


class ValueGiven(Given):
    """A value for a field; "" takes it away."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"value": "barrel bomb"}]})

    value: Annotated[str, StringConstraints(max_length=2000)]


class ViewShape(Shape):
    """A filter with a name; `query` as in the address of the overview."""

    id: str
    name: str
    query: str
    owner: str
    shared: bool
    watched: bool
    first: bool
    made: str
    feed: str | None = Field(description="The address of its feed, told to its owner only.")


Views = Listed[ViewShape]


class ViewGiven(Given):
    """A filter to be kept."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Ten or more killed", "query": "killed=10", "shared": True}]}
    )

    name: Short
    query: Annotated[str, StringConstraints(max_length=4000)] = Field(examples=["place=Raqqa&killed=10"])
    shared: bool = False


class ViewChanged(Given):
    """Another name of a view, or whether others may use it; what is left out stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Ten or more", "shared": True}]})

    name: Short | None = None
    shared: bool | None = None


class MoveBy(Given):
    """So many places further down; less than 0 for up."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"by": -1}]})

    by: int = Field(ge=-200, le=200)


class AlertShape(Shape):
    """What changed in a view."""

    id: str
    view: str
    view_name: str
    made: str
    incident: str
    kind: str
    words: str
    by: str | None = Field(description="Who judged, or that reports came in; null where neither is known.")
    line: str
    read: bool


class Alerts(Listed[AlertShape]):
    """Alerts, the newest first."""

    unread: int


class ReadGiven(Given):
    """Which alerts were read; without any all."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"read": True}]})

    alerts: list[Short] | None = Field(None, max_length=1000)
    read: bool = True
