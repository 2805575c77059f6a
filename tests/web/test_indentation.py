"""The indentation of a template is for who reads the template: it is neither sent nor seen."""

import pytest
from flask import Flask, render_template_string

INDENTED = """
<ul>
  {% for name in names %}
    <li>
      {% if name %}{{ name }}{% endif %}
      <b>{{ loop.index }}</b>
    </li>
  {% endfor %}
</ul>
"""


def test_a_page_is_sent_without_the_indentation_of_its_template(app: Flask) -> None:
    with app.test_request_context():
        page = render_template_string(INDENTED, names=["Ana"])
    assert page == "\n<ul>\n<li>\nAna<b>1</b>\n</li>\n</ul>"


@pytest.mark.parametrize("value", ["one\n  two", "  three"])
def test_what_a_person_wrote_keeps_its_spaces(app: Flask, value: str) -> None:
    with app.test_request_context():
        assert value in render_template_string("<p>\n  {{ value }}\n</p>", value=value)
