"""One ingredient has one name, whatever salt, spelling or brand is typed."""

import pytest

from carecircle.care.medications.labels import ingredient_named

SAME = {
    "amlodipine": "amlodipine besilate, amlodipine besylate, amlodipine maleate,"
    " besilato de amlodipino, amlodipine (as besilate), norvasc, istin",
    "metformin": "metformin hydrochloride, metformin HCl, hidrocloruro de metformina, glucophage",
    "diclofenac": "diclofenac sodium, diclofenac potassium, diclofenac diethylammonium, voltarol",
    "codeine": "codeine phosphate, codeine phosphate hemihydrate, fosfato de codeina, codeína",
    "morphine": "morphine sulfate, morphine sulphate, morphine hydrochloride, sulfato de morfina",
    "dabigatran": "dabigatran etexilate, dabigatran etexilate mesilate, pradaxa",
    "candesartan": "candesartan cilexetil, amias, atacand",
    "levothyroxine": "levothyroxine sodium, thyroxine, levotiroxina sódica, L-thyroxine",
    "warfarin": "warfarin sodium, coumadin, warfarina",
    "losartan": "losartan potassium, losartan potásico",
    "perindopril": "perindopril erbumine, perindopril arginine, perindopril tert-butylamine",
    "metoprolol": "metoprolol tartrate, metoprolol succinate, metoprolol (as tartrate)",
    "amoxicillin": "amoxicillin trihydrate, amoxycillin, amoxicilina trihidrato",
    "naproxen": "naproxen sodium, naproxeno",
    "chlorphenamine": "chlorphenamine maleate, chlorpheniramine maleate, piriton",
    "valproate": "sodium valproate, valproic acid, valproate semisodium, divalproex sodium, epilim",
    "paracetamol": "acetaminophen, paracetamól, PARACETAMOL, Panadol, para\u200bcetamol, mapap",
    "salbutamol": "albuterol, salbutamol sulfate, albuterol sulfate, ventolin",
    "pethidine": "meperidine, meperidine hydrochloride, demerol",
    "glibenclamide": "glyburide, daonil",
    "epinephrine": "adrenaline, adrenalina, epinefrina",
    "furosemide": "frusemide, furosemida, lasix, seguril",
    "estradiol": "oestradiol, estradiol valerate",
    "sulfamethoxazole": "sulphamethoxazole, sulfametoxazol",
    "sulfadiazine": "sulphadiazine",
    "aspirin": "acetylsalicylic acid, ácido acetilsalicílico, AAS, ASA, adiro",
    "metamizole": "metamizol, dipyrone, nolotil, metamizole sodium",
    "glyceryl trinitrate": "nitroglycerin, GTN, nitroglicerina",
    "quinapril": "quinapril hydrochloride, quinapril hcl",
    "fluticasone": "fluticasone propionate, fluticasone furoate, flixotide",
    "ciclosporin": "cyclosporine, ciclosporina, neoral",
    "lidocaine": "lignocaine, lidocaine hydrochloride",
}
STAY = (
    *("potassium chloride", "calcium carbonate", "ferrous sulfate", "ferrous fumarate"),
    *("lithium carbonate", "lithium citrate", "magnesium hydroxide", "magnesium citrate"),
    *("sodium bicarbonate", "sodium chloride", "sodium fluoride", "calcium gluconate"),
    *("potassium citrate", "potassium bicarbonate", "zinc sulfate", "calcium acetate"),
    *("aluminium hydroxide", "magnesium sulfate", "potassium iodide", "zinc oxide"),
)


@pytest.mark.parametrize(
    ("typed", "ingredient"),
    [(one.strip(), name) for name, names in SAME.items() for one in [name, *names.split(",")]],
)
def test_salts_spellings_and_brands_are_one_ingredient(typed: str, ingredient: str) -> None:
    assert ingredient_named(typed) == ingredient


@pytest.mark.parametrize("name", STAY)
def test_a_salt_that_is_the_medicine_stays_what_it_is(name: str) -> None:
    assert ingredient_named(name) == name


def test_different_medicines_stay_different() -> None:
    pairs = [
        ("hyoscine butylbromide", "hyoscine hydrobromide"),
        ("prednisolone", "prednisone"),
        ("hydroxyzine", "hydralazine"),
        ("amiloride", "amlodipine"),
        ("insulin glargine", "insulin aspart"),
        ("codeine", "dihydrocodeine"),
        ("estradiol", "ethinylestradiol"),
        ("penicillamine", "phenoxymethylpenicillin"),
        ("isosorbide mononitrate", "isosorbide dinitrate"),
        ("citalopram", "escitalopram"),
    ]
    for one, other in pairs:
        assert ingredient_named(one) is not None
        assert ingredient_named(one) != ingredient_named(other)
