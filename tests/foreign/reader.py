"""A program that is none of Saite's: it reads one statement event from the broker and asks the REST door about it.

Usage: reader.py AMQP_URL HUB_URL TOKEN PERSON_CODE < /dev/null

It binds a bounded queue of its own, prints "bound", waits for an event of the type saite.allowance.stated.v1 and
prints the event's allowance and the one that the door answers, as JSON.
"""
import json
import sys
import urllib.request

import pika

amqp_url, hub_url, token, person_code = sys.argv[1:5]

connection = pika.BlockingConnection(pika.URLParameters(amqp_url))
channel = connection.channel()
queue = channel.queue_declare("", exclusive=True, arguments={"x-max-length": 1000}).method.queue
channel.queue_bind(queue, "saite.events", "saite.allowance.#")
print("bound", flush=True)

for method, properties, body in channel.consume(queue, auto_ack=True, inactivity_timeout=30):
    if method is None:
        sys.exit("no event came within 30 seconds")
    event = json.loads(body)
    break

statement = event["data"]["statement"]
request = urllib.request.Request(
    hub_url + "/v1/allowances/query",
    data=json.dumps({"personCode": person_code, "month": statement["month"]}).encode(),
    headers={"Authorization": "Bearer " + token, "Content-Type": "application/json"},
)
with urllib.request.urlopen(request) as response:
    answer = json.load(response)

print(json.dumps({
    "contentType": properties.content_type,
    "type": event["type"],
    "subject": event["subject"],
    "month": statement["month"],
    "fromEvent": statement["allowance"],
    "fromDoor": answer["allowance"],
}))
connection.close()
