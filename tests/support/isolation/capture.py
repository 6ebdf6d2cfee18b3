"""Watches every packet that a network namespace sends, until standard input ends.

Arguments: the TCP ports on this host that packets may go to, separated by commas. Writes one JSON line for each packet that goes anywhere
else, and a last one with the number of packets seen, and of those that the kernel could not hand over in time.
"""

import ipaddress
import json
import select
import socket
import struct
import sys

ETH_P_ALL = 3  # linux/if_ether.h
PACKET_OUTGOING = 4  # linux/if_packet.h
SOL_PACKET, PACKET_STATISTICS = 263, 6  # linux/socket.h, linux/if_packet.h
TCP, UDP = 6, 17
HEADER_BYTES = 96
BUFFER_BYTES = 16 * 1024 * 1024


def read_packet(packet, protocol):
    """Protocol, destination and ports of an IP packet; an empty destination for anything else."""
    if protocol == 0x0800:
        kind, offset, target = packet[9], (packet[0] & 15) * 4, packet[16:20]
    elif protocol == 0x86DD:
        kind, offset, target = packet[6], 40, packet[24:40]
    else:
        return protocol, "", ()
    has_ports = kind in (TCP, UDP) and len(packet) >= offset + 4
    ports = struct.unpack("!HH", packet[offset : offset + 4]) if has_ports else ()
    return kind, str(ipaddress.ip_address(bytes(target))), ports


def is_allowed(kind, target, ports, allowed):
    return target != "" and ipaddress.ip_address(target).is_loopback and kind == TCP and bool(allowed & set(ports))


def watch(allowed):
    # SOCK_DGRAM: without the link's own header.
    packets = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ETH_P_ALL))
    packets.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER_BYTES)
    print(json.dumps({"ready": True}), flush=True)
    seen = 0
    while True:
        readable, _, _ = select.select([packets, sys.stdin], [], [])
        if packets in readable:
            packet, (_, protocol, direction, *_) = packets.recvfrom(HEADER_BYTES)
            if direction != PACKET_OUTGOING:
                continue
            seen += 1
            kind, target, ports = read_packet(packet, protocol)
            if not is_allowed(kind, target, ports, allowed):
                print(json.dumps({"protocol": kind, "target": target, "ports": ports}), flush=True)
        elif sys.stdin.read() == "":
            break
    lost = struct.unpack("II", packets.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8))[1]
    print(json.dumps({"seen": seen, "lost": lost}), flush=True)


watch({int(port) for port in sys.argv[1].split(",")})
