"""Serves AWS's APIs by moto at a free port of 127.0.0.1, which it prints, until its standard input ends."""

import logging
import os
import sys

from moto.server import ThreadedMotoServer

logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
# Whoever started it is done or dead: nothing is worth saving, and no thread may hold it up.
os._exit(0)
