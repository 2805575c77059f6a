"""Codes that confirm what a rule asked about."""

import re

from carecircle.care.inputs.values import JsonSchema, Several
from carecircle.care.translatable import lazy_gettext as _

_CODE = re.compile("[a-z-]{1,40}")
MOST = 10


class Codes(Several):
    """Codes of errors, one, a list or separated by commas, as a frozen set."""

    def parse(self, text: str) -> frozenset[str]:
        codes = [code.strip() for code in text.split(self.BETWEEN)]
        if len(codes) > MOST or not all(map(_CODE.fullmatch, codes)):
            raise ValueError(_("This must be the code that the question came with"))
        return frozenset(codes)

    def json_schema(self) -> JsonSchema:
        code = {"type": "string", "pattern": f"^{_CODE.pattern}$", "examples": ["too-soon"]}
        text = {"type": "string", "examples": ["too-soon"]}
        return self.described(code, text) | {"description": "Codes of 422s that are confirmed"}
