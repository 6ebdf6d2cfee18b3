"""Serves one GGUF file with llama.cpp's own server, inside this process.

Settings come from the environment, so that the key is in no process list:
INFERENCE_GGUF, INFERENCE_HOST, INFERENCE_PORT, INFERENCE_API_KEY, INFERENCE_MODEL, INFERENCE_CONTEXT (tokens, all
requests together), INFERENCE_PARALLEL, INFERENCE_THREADS; INFERENCE_CHAT_TEMPLATE, a file with another template than
the model's own.
"""

import os
import signal
import threading

import xllamacpp


def make_params(env):
    params = xllamacpp.CommonParams()
    params.model.path = env["INFERENCE_GGUF"]
    params.model_alias = {env["INFERENCE_MODEL"]}
    params.hostnames = [env.get("INFERENCE_HOST", "127.0.0.1")]
    params.port = int(env["INFERENCE_PORT"])
    params.api_keys = [env["INFERENCE_API_KEY"]]
    params.n_ctx = int(env["INFERENCE_CONTEXT"])
    params.n_parallel = int(env["INFERENCE_PARALLEL"])
    params.cpuparams.n_threads = int(env["INFERENCE_THREADS"])
    params.cache_ram_mib = 256
    params.use_jinja = True
    if "INFERENCE_CHAT_TEMPLATE" in env:
        with open(env["INFERENCE_CHAT_TEMPLATE"], encoding="utf-8") as file:
            params.chat_template = file.read()
    params.endpoint_metrics = True
    params.endpoint_slots = True
    # A server for one app: no page of its own, and nothing for scripts of other origins.
    params.ui = False
    params.cors_origins = "http://127.0.0.1"
    params.cors_credentials = False
    return params


def main():
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    server = xllamacpp.Server(make_params(os.environ))
    print("listening on", server.listening_address, flush=True)
    # Waking up now and then lets Python run the signal handlers.
    while not ended.wait(0.5):
        pass
    # The server's destructor waits for open requests, and the app is already gone.
    os._exit(0)


if __name__ == "__main__":
    main()
