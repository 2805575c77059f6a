"""Which language one is spoken to in: asked for by the browser, or chosen and kept."""

from flask import Flask
from sqlalchemy import select

from carecircle.care.outreach.models import OutboxMessage
from carecircle.db.session import reading
from tests.cast import Cast
from tests.visitors import Visitor, browser_of, nobody, program_of

SPANISH = "es-MX,es;q=0.9,en;q=0.5"


def test_the_browser_is_asked_first_and_caches_are_told(stranger: Visitor) -> None:
    page = stranger.page("/sign-in", Accept_Language=SPANISH)
    assert '<html lang="es">' in page.text
    assert page.headers["Content-Language"] == "es"
    assert {"Accept-Language", "Cookie"} <= set(page.vary)
    assert '<html lang="en">' in stranger.page("/sign-in", Accept_Language="fi").text


def test_a_choice_at_the_door_is_kept_by_the_browser(stranger: Visitor) -> None:
    answer = stranger.send("/language", language="es", next="/sign-up")
    assert (answer.status_code, answer.location) == (303, "/sign-up")
    assert '<html lang="es">' in stranger.page("/sign-up", Accept_Language="en").text
    stranger.send("/language", language="")
    assert '<html lang="en">' in stranger.page("/sign-up", Accept_Language="en").text


def test_a_choice_of_a_person_goes_along_to_their_other_browsers(
    app: Flask, cast: Cast, ana: Visitor
) -> None:
    ana.send("/language", language="es", next="/account")
    phone = browser_of(app, cast.ana, kind="phone")
    home = f"/families/{cast.family_id}/"
    assert '<html lang="es">' in phone.page(home, Accept_Language="en").text
    program = program_of(app, cast.ana)
    assert '<html lang="en">' in program.page(home).text


def test_it_refuses_a_language_that_nobody_speaks_here_and_leads_to_no_other_site(
    app: Flask,
) -> None:
    visitor = nobody(app)
    assert visitor.send("/language", language="tlh").status_code == 422
    assert visitor.send("/language", language="es", next="//example.com").location == "/"
    visitor.client.set_cookie("language", "../../etc")
    assert '<html lang="en">' in visitor.page("/sign-in").text


def test_a_letter_is_written_in_the_language_of_whoever_gets_it(cast: Cast, ana: Visitor) -> None:
    ana.send("/language", language="es")
    members = {"channel": "email", "name": "Ana"}
    base = f"/families/{cast.family_id}/contact-points"
    ana.post(base, member=cast.ana.member_id, address="ana@post.example", **members)
    ana.post(base, address="neighbour@post.example", **members)
    with reading() as session:
        rows = select(OutboxMessage.title).order_by(OutboxMessage.id)
        titles = session.scalars(rows).all()
    assert titles == ["CareCircle: ¿es esta su dirección?", "CareCircle: is this your address?"]
