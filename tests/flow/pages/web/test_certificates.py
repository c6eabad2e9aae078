"""A host must show a certificate of the name that it was asked by, though it is connected to by its address."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading

import pytest

from wiredesk.flow.pages.web import connecting
from wiredesk.flow.pages.web.failing import FetchError
from wiredesk.flow.pages.web.fetching import Fetcher
from wiredesk.flow.pages.web.outside import Outside
from wiredesk.records import Fetching

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


@pytest.fixture
def certificate(tmp_path):
    """A certificate of paper.example, and its key."""
    files = tmp_path / "paper.pem", tmp_path / "key.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=paper.example"
    names = ["-addext", "subjectAltName=DNS:paper.example", "-out", files[0], "-keyout", files[1]]
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    return files


@pytest.fixture
def port(certificate):
    """Where a server with that certificate listens."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=serve, args=(server, context), daemon=True).start()
        yield server.getsockname()[1]


def serve(server: socket.socket, context: ssl.SSLContext) -> None:
    while True:
        try:
            connection, _ = server.accept()
            with context.wrap_socket(connection, server_side=True) as secure:
                secure.recv(9999)
                secure.sendall(ANSWER)
        except ssl.SSLError:
            continue
        except OSError:
            return


def fetcher() -> Fetcher:
    here = Outside(sleep=lambda seconds: None, addresses_of=lambda host, port: ["127.0.0.1"])
    return Fetcher(Fetching(allow_private=True, delay_s=0.0, timeout_s=3.0), here)


def test_a_certificate_of_the_name_is_taken(monkeypatch, certificate, port):
    trusted = ssl.create_default_context(cafile=str(certificate[0]))
    monkeypatch.setattr(connecting, "certificates", lambda: trusted)
    assert fetcher().get(f"https://paper.example:{port}/").stream().read() == b"ok"


def test_a_certificate_of_another_name_is_not(monkeypatch, certificate, port):
    trusted = ssl.create_default_context(cafile=str(certificate[0]))
    monkeypatch.setattr(connecting, "certificates", lambda: trusted)
    with pytest.raises(FetchError, match="CERTIFICATE"):
        fetcher().get(f"https://other.example:{port}/")


def test_a_certificate_that_nobody_vouches_for_is_not(port):
    with pytest.raises(FetchError, match="CERTIFICATE"):
        fetcher().get(f"https://paper.example:{port}/")
