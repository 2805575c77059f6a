"""What is chosen in place of a number: each value with its label."""

from carecircle.care.wording import lazy_pgettext, say

MOODS = {
    "cheerful": say("Cheerful"),
    "calm": say("Calm"),
    "low": lazy_pgettext("mood", "Low"),
    "anxious": say("Anxious"),
    "restless": say("Restless"),
}
MEALS = {
    "all": say("All of it"),
    "half": say("Half"),
    "little": say("A little"),
    "none": say("Nothing"),
}
ACTIVITIES = {
    "walked": say("Walked"),
    "exercised": say("Exercised"),
    "went_out": say("Went out"),
    "visitor": say("Had a visitor"),
    "rested": say("Rested"),
}
INCIDENTS = {
    "fall": say("A fall"),
    "skin": say("Skin or wound"),
    "behaviour": say("Behaviour"),
    "equipment": say("Equipment"),
    "other": say("Other"),
}
SIGNS = {
    "breathless": say("More breathless"),
    "drinks_less": say("Drinking less"),
    "confused": say("Newly confused"),
    "sleepier": say("Sleepier"),
    "off_legs": say("Off their legs"),
    "pale": say("Pale"),
    "pain": say("Pain"),
    "worry": say("A relative is worried"),
}
