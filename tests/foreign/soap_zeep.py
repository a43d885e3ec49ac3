"""Calls the SOAP door with python3-zeep: reads the description, signs with a certificate, answers typed.

Usage: soap_zeep.py URL KEY CERTIFICATE PERSON_CODE   (PEM files; Debian: python3-zeep python3-xmlsec)
"""

import datetime
import json
import sys
import uuid

from lxml import etree
from zeep import Client
from zeep.exceptions import Fault
from zeep.transports import Transport
from zeep.wsse import utils
from zeep.wsse.signature import BinarySignature

import xmlsec

SAITE = "http://ivis.eps.gov.lv/XMLSchemas/999003/Saite/v1-0"


class Signature(BinarySignature):
    """Signs Body and Timestamp with RSA and SHA-256; zeep by itself adds no Timestamp."""

    def __init__(self, key, certificate):
        super().__init__(
            key,
            certificate,
            signature_method=xmlsec.Transform.RSA_SHA256,
            digest_method=xmlsec.Transform.SHA256,
        )

    def apply(self, envelope, headers):
        security = utils.get_security_header(envelope)
        now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None, microsecond=0)
        timestamp = utils.WSU.Timestamp()
        timestamp.append(utils.WSU.Created(now.isoformat() + "Z"))
        timestamp.append(utils.WSU.Expires((now + datetime.timedelta(minutes=5)).isoformat() + "Z"))
        security.append(timestamp)
        return super().apply(envelope, headers)

    def verify(self, envelope):
        """Answers are not signed: the connection is what protects them."""
        return envelope


def main(url, key, certificate, code):
    printed = {}
    for port in ("Soap11", "Soap12"):
        client = Client(url + "?wsdl", wsse=Signature(key, certificate), transport=Transport(timeout=30))
        service = client.bind("Saite", port)
        event = service.SubmitPlacement(
            context={"idempotencyKey": str(uuid.uuid4())},
            placementId="zeep-" + port,
            recordVersion=1,
            personCode=code,
            programme="adult-long-term-care",
            institutionId="VSAC-ZEEP",
            startedOn=datetime.date(2020, 1, 5),
            dailyCost="20.00",
        )
        statement = service.GetAllowance(personCode=code, month="2020-01")
        stays = statement.stays.item
        try:
            service.GetAllowance(context={"language": "en"}, personCode="32000000009", month="2020-01")
            fault = None
        except Fault as raised:
            detail = raised.detail if hasattr(raised.detail, "find") else etree.fromstring(raised.detail)
            fault = {
                "title": raised.message,
                "code": detail.findtext(".//{%s}code" % SAITE),
            }
        printed[port] = {
            "eventId": event,
            "rate": statement.rate,
            "daysInCare": statement.daysInCare,
            "allowance": statement.allowance,
            "computedAt": type(statement.computedAt).__name__,
            "stays": [[stay.placementId, stay.days] for stay in stays],
            "fault": fault,
        }
    print(json.dumps(printed))


main(*sys.argv[1:5])
