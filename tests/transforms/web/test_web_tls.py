"""TLS to a checked address: the certificate must be of the host in the URL, and the server is told that name."""

import datetime
import ssl
from pathlib import Path
from typing import Any

import pytest

from transforms.errors import TooSlow, Unreachable
from transforms.web.client import Client
from transforms.web.limits import Limits

x509 = pytest.importorskip("cryptography.x509", reason="makes the certificates; Beam brings it")
from cryptography.hazmat.primitives import hashes, serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec  # noqa: E402


@pytest.fixture(scope="module")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and self-signed certificate of news.example, in one PEM file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "news.example")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("news.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "news.pem"
    plain = serialization.NoEncryption()
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def secure(sites: Any, identity: Path) -> Any:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(identity)
    names: list[str | None] = []
    context.sni_callback = lambda sock, name, ctx: names.append(name)
    site = sites(tls=context)
    site.names = names
    site.answers["/a"] = 200, {}, b"fine"
    return site


@pytest.fixture
def trusting(clients: Any, identity: Path) -> Client:
    return clients(resolve=lambda host, port: ["127.0.0.1"], tls=ssl.create_default_context(cafile=identity))


def test_the_host_s_name_is_sent_and_verified(secure: Any, trusting: Client, connected: list[str]) -> None:
    url = f"https://news.example.:{secure.port}/a"
    assert [trusting.get(url).body for _ in range(2)] == [b"fine"] * 2
    assert secure.names == ["news.example"], "one handshake: the connection was kept"
    assert connected == ["127.0.0.1"]
    assert secure.asked[0][1]["host"] == f"news.example:{secure.port}"


def test_another_name_at_the_same_address(secure: Any, trusting: Client) -> None:
    with pytest.raises(Unreachable, match=r"its certificate is not valid \(Hostname mismatch"):
        trusting.get(f"https://other.example:{secure.port}/a")
    assert secure.asked == []


def test_nobody_vouches_for_it(secure: Any, clients: Any) -> None:
    with pytest.raises(Unreachable, match=r"its certificate is not valid \(self.signed certificate"):
        clients(resolve=lambda host, port: ["127.0.0.1"]).get(f"https://news.example:{secure.port}/a")


def test_no_tls_there(site: Any, trusting: Client) -> None:
    with pytest.raises(Unreachable, match="TLS failed"):
        trusting.get(f"https://news.example:{site.port}/a")


def test_plain_where_tls_is_spoken(secure: Any, trusting: Client) -> None:
    with pytest.raises(Unreachable):
        trusting.get(f"http://news.example:{secure.port}/a")


def test_a_handshake_that_hangs_ends_at_the_deadline(sites: Any) -> None:
    site = sites()
    site.server.get_request = lambda: (site.over.wait(30), (_ for _ in ()).throw(OSError))[0]
    client = Client(Limits(allow_addresses=("127.0.0.1/32",), deadline_seconds=0.3))
    with pytest.raises(TooSlow):
        client.get(f"https://127.0.0.1:{site.port}/a")
    client.close()
