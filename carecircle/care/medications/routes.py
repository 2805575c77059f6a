"""How a medication is taken: the words that are stored for the known routes, with their labels."""

from collections.abc import Mapping

from carecircle.care.translatable import lazy_gettext as _

MOUTH, GASTROSTOMY = "by mouth", "through a gastrostomy"

ROUTES: Mapping[str, str] = {
    MOUTH: _("by mouth"),
    "under the tongue": _("under the tongue"),
    "inside the cheek": _("inside the cheek"),
    GASTROSTOMY: _("through a gastrostomy"),
    "through a nasogastric tube": _("through a nasogastric tube"),
    "injected under the skin": _("injected under the skin"),
    "injected into a muscle": _("injected into a muscle"),
    "into a vein": _("into a vein"),
    "as a patch": _("as a patch"),
    "on the skin": _("on the skin"),
    "inhaled": _("inhaled"),
    "through a nebuliser": _("through a nebuliser"),
    "into the nose": _("into the nose"),
    "into the eye": _("into the eye"),
    "into the ear": _("into the ear"),
    "into the rectum": _("into the rectum"),
    "into the vagina": _("into the vagina"),
    "another way": _("another way"),
}
