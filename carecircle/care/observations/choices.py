"""The values of observations that are chosen instead of typed, each with its label."""

from carecircle.care.translatable import lazy_gettext as _
from carecircle.care.translatable import lazy_pgettext

MOODS = {
    "cheerful": _("Cheerful"),
    "calm": _("Calm"),
    "low": lazy_pgettext("mood", "Low"),
    "anxious": _("Anxious"),
    "restless": _("Restless"),
}
MEALS = {
    "all": _("All of it"),
    "half": _("Half"),
    "little": _("A little"),
    "none": _("Nothing"),
}
ACTIVITIES = {
    "walked": _("Walked"),
    "exercised": _("Exercised"),
    "went_out": _("Went out"),
    "visitor": _("Had a visitor"),
    "rested": _("Rested"),
}
INCIDENTS = {
    "fall": _("A fall"),
    "skin": _("Skin or wound"),
    "behaviour": _("Behaviour"),
    "equipment": _("Equipment"),
    "other": _("Other"),
}
SIGNS = {
    "breathless": _("More breathless"),
    "drinks_less": _("Drinking less"),
    "confused": _("Newly confused"),
    "sleepier": _("Sleepier"),
    "off_legs": _("Off their legs"),
    "pale": _("Pale"),
    "pain": _("Pain"),
    "worry": _("A relative is worried"),
}
