"""What may come in for a sheet."""

from carecircle.care.inputs import Input, Words


class SheetInput(Input):
    """All in people's own words; what is empty is shown as not recorded."""

    address = Words(most=1000)
    access = Words(most=1000)
    languages = Words(most=1000)
    resuscitation = Words(most=1000)
    flags = Words(most=1000)
    baseline = Words(most=1000)
    doctor = Words(most=1000)
    pharmacy = Words(most=1000)
    insurance = Words(most=1000)
    appearance = Words(most=1000)
    places = Words(most=1000)
    habits = Words(most=1000)
    contacts = Words(most=2000)
