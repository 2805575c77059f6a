"""Strict parsing of forms: an unreadable one is refused, where Werkzeug sees an empty form."""

from flask import Flask, Request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge
from werkzeug.formparser import FormDataParser


class StrictRequest(Request):
    """Refuses a broken multipart body, and more fields than any of our forms has."""

    def make_form_data_parser(self) -> FormDataParser:
        parser = super().make_form_data_parser()
        parser.silent = False
        return parser

    def _load_form_data(self) -> None:
        try:
            super()._load_form_data()
        except ValueError as error:
            raise BadRequest from error
        fields = sum(len(values) for _name, values in self.form.lists())
        if self.max_form_parts is not None and fields > self.max_form_parts:
            raise RequestEntityTooLarge


def init_strict_forms(app: Flask) -> None:
    app.request_class = StrictRequest
