"""The values that an input of an emergency may have."""

TYPES = (
    "fall",
    "medical",
    "breathing",
    "unresponsive",
    "missing",
    "hospitalisation",
    "fire",
    "other",
)
ALSO_TAKEN = {"fall_detected": "fall"}
SEVERITIES = ("low", "medium", "high", "critical")
STATUSES = ("raised", "acknowledged", "on_scene", "resolved")
ANSWERS = ("on_my_way", "on_scene", "cannot_come")
OUTCOMES = ("handled", "ambulance", "hospital", "mistake", "drill_over", "other")
RECEIPTS = ("received", "seen")
STEPS = ("everyone", "louder", "outside", "call")
STEP_STATES = ("waiting", "done", "skipped", "stopped")
