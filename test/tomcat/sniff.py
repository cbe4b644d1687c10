"""Writes the payload of every TCP segment from or to a port into a file. Usage: sniff.py <port> <file>"""

import socket
import struct
import sys

port = int(sys.argv[1])
wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0800))
with open(sys.argv[2], "wb", buffering=0) as file:
    while True:
        frame = wire.recv(65535)
        ip = frame[14:]
        if ip[9] != 6:
            continue
        tcp = ip[(ip[0] & 15) * 4 :]
        if port in struct.unpack("!HH", tcp[:4]):
            file.write(tcp[(tcp[12] >> 4) * 4 :])
