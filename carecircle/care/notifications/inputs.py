"""What may come in for notifications."""

from carecircle.care.inputs import Flag, Input, Times, Whole


class LookInput(Input):
    seq = Whole(0, 999_999_999)


class ChoicesInput(Input):
    messages = Flag()
    mentions = Flag()
    shifts = Flag()
    doses = Flag()
    agenda = Flag()
    notes = Flag()
    quiet_from = Times()
    quiet_to = Times()
    digest = Flag()
    digest_at = Times()
