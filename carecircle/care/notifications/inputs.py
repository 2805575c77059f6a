"""Inputs: notifications."""

from typing import Annotated

from carecircle.care.inputs import Flag, Input, TimeOfDay, Whole


class LookInput(Input):
    seq: Annotated[int | None, Whole(0, 999_999_999)] = None


class ChoicesInput(Input):
    messages: Annotated[bool, Flag()] = False
    mentions: Annotated[bool, Flag()] = False
    shifts: Annotated[bool, Flag()] = False
    doses: Annotated[bool, Flag()] = False
    medications: Annotated[bool, Flag()] = False
    agenda: Annotated[bool, Flag()] = False
    notes: Annotated[bool, Flag()] = False
    quiet_from: Annotated[str | None, TimeOfDay()] = None
    quiet_to: Annotated[str | None, TimeOfDay()] = None
    digest: Annotated[bool, Flag()] = False
    digest_at: Annotated[str | None, TimeOfDay()] = None
