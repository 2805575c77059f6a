"""Rosa, the fictional care recipient of the demo, and the contents of her emergency sheet."""

RECIPIENT = {"name": "Rosa Almeida", "preferred_name": "Rosa", "born_on": "1942-03-14"}
RECIPIENT["conditions"] = "Parkinson's disease, high blood pressure, atrial fibrillation"
RECIPIENT["allergies"] = "Codeine (vomiting)\nLatex (rash)"

SHEET = {
    "flags": "Takes a blood thinner (apixaban). No metoclopramide, no haloperidol: Parkinson's.",
    "resuscitation": "For resuscitation. Talked about in May, nothing signed.",
    "address": "12 Lime Street, Exmouth\nGround floor, blue door",
    "access": "Key safe left of the door: ask Ana for its code. No pets.",
    "languages": "English and Portuguese. Hearing aid left, glasses to read.",
    "baseline": "Walks with a frame. Knows where she is, forgets names.\n"
    "Pulse about 68, pressure 130/75.",
    "doctor": "Riverside surgery, Dr Malik, 01632 960201",
    "pharmacy": "Lime Street pharmacy, 01632 960244",
    "contacts": "Ana Almeida, daughter, 07700 900456\nBen Okafor, carer, 07700 900123\n"
    "Teresa Almeida, sister, 07700 900789",
    "appearance": "1.58 m, slight, white hair in a bun, blue cardigan.",
    "places": "St Mary's church, the bench at the harbour, her old flat in Quay Road.",
    "habits": "Likes to be called Rosa. Answers to Portuguese songs. Afraid of dogs.",
}
