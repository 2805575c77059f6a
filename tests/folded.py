"""A page as one line, for tests that look for words: how a template is wrapped does not matter."""

import re

BLOCKS = "caption|dd|div|dl|dt|h1|h2|h3|h4|li|ol|p|section|table|tbody|td|th|thead|tr|ul"


def folded(html: str) -> str:
    """The same page with white space folded, and none beside the tags of blocks."""
    one_line = re.sub(r"[ \t\r\n]+", " ", html)  # a space that does not break is left
    return re.sub(rf" ?(</?(?:{BLOCKS})\b[^>]*>) ?", r"\1", one_line)
