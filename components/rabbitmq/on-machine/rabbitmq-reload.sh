#!/bin/sh
# Takes up new definitions (passwords, policies, permissions) and certificates without dropping a connection.
set -eu
rabbitmqctl --quiet import_definitions /etc/rabbitmq/definitions.json
# Erlang keeps what it has read of a certificate's file; the next handshake reads it anew.
rabbitmqctl --quiet eval 'ssl:clear_pem_cache().' > /dev/null
