"""client.py <host> <user> <password> publish <exchange> <routing key> <count> | drain <queue> | declare <queue>

A client of the brokers: TLS with the name checked, confirms on. Prints what the broker let it do, as JSON.
"""

import json
import ssl
import sys

import pika

host, user, password, verb, *rest = sys.argv[1:]
context = ssl.create_default_context(cafile="/tmp/authority.pem")
channel = pika.BlockingConnection(
    pika.ConnectionParameters(
        host=host,
        port=5671,
        virtual_host="artist",
        credentials=pika.PlainCredentials(user, password),
        ssl_options=pika.SSLOptions(context, host),
        socket_timeout=10,
        blocked_connection_timeout=20,
    )
).channel()

if verb == "publish":
    exchange, key, count = rest
    channel.confirm_delivery()
    for number in range(int(count)):
        channel.basic_publish(exchange, key, f"message {number}".encode(), pika.BasicProperties(delivery_mode=2), mandatory=True)
    print(json.dumps({"confirmed": int(count)}))
elif verb == "drain":
    seen = []
    for method, _, body in channel.consume(rest[0], inactivity_timeout=3):
        if method is None:
            break
        channel.basic_ack(method.delivery_tag)
        seen.append(body.decode())
    print(json.dumps({"messages": len(seen), "different": len(set(seen))}))
elif verb == "refuse":
    # Takes the first message and gives it back, again and again, as a consumer that it crashes.
    times = 0
    for method, _, _ in channel.consume(rest[0], inactivity_timeout=3):
        if method is None:
            break
        channel.basic_nack(method.delivery_tag, requeue=True)
        times += 1
    print(json.dumps({"times": times}))
elif verb == "declare":
    channel.queue_declare(rest[0], durable=True)
    print(json.dumps({"declared": rest[0]}))
