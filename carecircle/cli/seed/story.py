"""The content of the demo's month: medications, notes, one fall. Days count back from today."""

from dataclasses import dataclass
from datetime import time

MEDICATIONS = [
    {
        "name": "Co-careldopa",
        "strength": "25/100 mg",
        "quantity": "1",
        "unit": "tablet",
        "times": "07:00, 11:00, 15:00, 19:00",
        "is_time_critical": "yes",
        "instructions": "On time, half an hour before food. With water, sitting up.",
        "indication": "Parkinson's disease",
    },
    {
        "name": "Apixaban",
        "strength": "2.5 mg",
        "quantity": "1",
        "unit": "tablet",
        "times": "08:00, 20:00",
        "indication": "To prevent clots in atrial fibrillation",
    },
    {
        "name": "Amlodipine",
        "strength": "5 mg",
        "quantity": "1",
        "unit": "tablet",
        "times": "08:00",
        "indication": "Blood pressure",
    },
    {
        "name": "Macrogol",
        "strength": "13.8 g",
        "form": "sachet",
        "quantity": "1",
        "unit": "sachet",
        "times": "09:00",
        "instructions": "Stirred into half a glass of water.",
        "indication": "Constipation",
    },
    {
        "name": "Atorvastatin",
        "strength": "20 mg",
        "quantity": "1",
        "unit": "tablet",
        "times": "21:30",
        "indication": "Cholesterol",
    },
    {
        "name": "Paracetamol",
        "strength": "500 mg",
        "quantity": "2",
        "unit": "tablet",
        "is_prn": "yes",
        "instructions": "At most four times in 24 hours, six hours apart.",
        "indication": "Pain in the right hip",
        "min_interval_h": "6",
        "max_per_day": "8",
        "tried_first": "A cold pack, another position",
        "expected_effect": "Less pain within the hour",
        "call_when": "Pain of 8 or more, or on three days running",
        "review_on": "2027-02-01",
    },
]
# Starts today, so that there is something to give whenever the demo is created.
COURSE = {
    "name": "Nitrofurantoin",
    "strength": "50 mg",
    "form": "capsule",
    "quantity": "1",
    "unit": "capsule",
    "instructions": "With food or milk. The course is seven days.",
    "indication": "Urine infection, prescribed by Dr Malik",
}


@dataclass(frozen=True)
class Note:
    """at: in Rosa's time zone, that many days ago."""

    days_ago: int
    at: time
    author: str
    body: str
    audience: str = "family"


NOTES = [
    Note(
        29,
        time(9, 40),
        "Ana",
        "Mum's blister packs are in the top drawer, left of the kettle. The week starts on Monday.",
    ),
    Note(27, time(20, 15), "Idris", "Slept from 22:30 to 05:50, up once. Steady on her feet."),
    Note(25, time(13, 5), "Ben", "Ate half of lunch, drank 300 ml. Prefers the blue beaker."),
    Note(22, time(10, 30), "Ben", "Walked to the gate and back with the frame, two rests."),
    Note(20, time(18, 45), "Ana", "Physio comes on Thursdays at 14:00 from now on."),
    Note(
        17,
        time(7, 25),
        "Idris",
        "Stiff this morning before the first tablet, easier by 07:40.",
    ),
    Note(14, time(16, 10), "Vera", "Brought photographs from Lisbon. She named everybody."),
    Note(
        12,
        time(11, 50),
        "Ben",
        "Right heel a little red. Cushion moved, to be looked at daily.",
        "carers",
    ),
    Note(10, time(8, 20), "Idris", "Heel no worse. Cream on.", "carers"),
    Note(
        8,
        time(15, 30),
        "Ana",
        "After the fall: no pain today, bruise on the left forearm the size "
        "of a coin. The rug in the hall is gone.",
    ),
    Note(6, time(21, 40), "Idris", "Asked for her sister twice. Music helped."),
    Note(4, time(12, 15), "Ben", "Good appetite, all of the soup. 900 ml by noon."),
    Note(2, time(17, 55), "Ana", "Dr Malik rang: urine sample is to be dropped off tomorrow."),
    Note(1, time(10, 5), "Ben", "Sample is at the surgery. More tired than usual."),
]

FALL_DAYS_AGO, FALL_AT = 9, time(6, 40)
FALL = {
    "type": "fall",
    "severity": "high",
    "note": "Slipped on the rug in the hall. Awake and talking, left arm hurts.",
    "location": "Hall, by the stairs",
}
FALL_END = {"outcome": "handled", "note": "Nothing broken; the GP looked in at 08:30. Rug removed."}

MESSAGES = [
    Note(28, time(19, 5), "Ana", "Thank you all for the first days. Mum says the tea is better."),
    Note(28, time(19, 20), "Ben", "She taught me how. Two minutes, not three."),
    Note(21, time(12, 40), "Ana", "Can somebody be there on Thursday at 14:00 for the physio?"),
    Note(21, time(12, 48), "Ben", "I am there anyway."),
    Note(15, time(18, 30), "Vera", "I come tomorrow after school, with the photographs."),
    Note(9, time(6, 58), "Idris", "She fell in the hall. Talking and calm. Ben is on his way."),
    Note(9, time(9, 10), "Ana", "GP was here, nothing broken. I take the rug away tonight."),
    Note(5, time(20, 15), "Idris", "The blue beaker is in the dishwasher, if anyone looks for it."),
    Note(2, time(18, 5), "Ana", "@Ben could you take the sample to the surgery tomorrow?"),
    Note(2, time(18, 22), "Ben", "Will do, before nine."),
    Note(1, time(20, 40), "Ana", "New tablets from tomorrow: seven days, with food."),
]

# Used in turn; each has the read-back of the person who takes over.
HANDOFFS = [
    {
        "illness": "stable",
        "summary": "A quiet turn. Ate and drank well, steady with the frame.",
        "actions": "Heel to be looked at before bed",
        "contingencies": "If she is stiff before a tablet, then wait twenty minutes and try again",
        "belongings": "House key",
        "read_back": "Quiet, steady, heel before bed. I have the key.",
    },
    {
        "illness": "stable",
        "summary": "Slept through, up once at four. Tea at seven.",
        "actions": "Drink to be offered every hour",
        "contingencies": "If less than 600 ml by four o'clock, then ring Ana",
        "belongings": "House key",
        "read_back": "Slept well. A drink every hour, and I ring Ana at four if it is little.",
    },
    {
        "illness": "watch",
        "summary": "More tired than usual in the afternoon, and less talk.",
        "actions": "Temperature once in this turn",
        "contingencies": "If she is newly confused or hot, then ring the surgery; at night 111",
        "belongings": "House key",
        "read_back": "Tired, watch her. Temperature once; surgery or 111 if confused or hot.",
    },
]
AFTER_THE_FALL = (
    "If she gets up alone at night, then go with her; if she falls, then do not lift her"
)
