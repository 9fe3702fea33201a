"""Keys and who signs with them."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Literal, Optional, Protocol, Union

from ._call import Document, Text, ask_json, ask_valid, call, text
from ._callbacks import REFUSED, Raised
from ._handle import Handle
from ._native import ffi

Path = Union[str, "os.PathLike[str]"]
Scheme = Literal["ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "rsassa-pss-sha256"]


class Signer(Protocol):
    """Somebody who signs: a :class:`Key` or a :class:`CallbackSigner`."""

    def signer(self) -> Any:
        """The C struct; it lives as long as this object."""

    @property
    def raised(self) -> Raised:
        """What the signer raised during a call."""


class Key(Handle):
    """A private key held in memory; wiped when the object is collected. Any thread may use it."""

    _noun = "key"

    def __init__(self, pointer: Any) -> None:
        super().__init__(pointer)
        self._raised = Raised()
        self._signer: Any = None

    @classmethod
    def generate(cls, scheme: Scheme = "ecdsa-sha2-nistp256") -> Key:
        """A new key; people use ECDSA or RSA, machines "ed25519"."""
        out = ffi.new("girs_key **")
        call("key_generate", text(scheme, "scheme"), out)
        return cls(out[0])

    @classmethod
    def open(cls, path: Path, passphrase: Text) -> Key:
        """Reads an encrypted PKCS#8 file; ``Untrusted`` when the passphrase is wrong."""
        out = ffi.new("girs_key **")
        call("key_open", os.fspath(path), text(passphrase, "passphrase"), out)
        return cls(out[0])

    @classmethod
    def open_token(cls, module: Path, uri: str, pin: Text) -> Key:
        """Opens a key on a PKCS#11 token, which it never leaves.

        ``module`` is the token's own library, ``uri`` its name for the key (RFC 7512).
        ``Untrusted`` when the PIN is wrong.
        """
        out = ffi.new("girs_key **")
        call("key_open_token", os.fspath(module), text(uri, "uri"), text(pin, "pin"), out)
        return cls(out[0])

    def save(self, path: Path, passphrase: Text) -> None:
        """Writes the key as such a file, readable by its owner alone."""
        call("key_save", self, os.fspath(path), text(passphrase, "passphrase"))

    def show(self, name: str = "") -> Document:
        """The public part: "scheme", "spki", "keyid"; "vkey" for Ed25519 with a name."""
        told: Document = ask_json("key_show", self, text(name, "name"))
        return told

    def signer(self) -> Any:
        if self._signer is None or self.closed:
            made = ffi.new("girs_signer *")
            made.struct_size = ffi.sizeof("girs_signer")
            call("key_signer", self, made)
            self._signer = made
        return self._signer

    @property
    def raised(self) -> Raised:
        return self._raised


class CallbackSigner:
    """A signer whose key is elsewhere: a token, a service, an HSM.

    ``sign(scheme, to_be_signed)`` returns the signature (ECDSA in DER) or raises: the call that
    asked for it then fails with that exception.
    """

    def __init__(
        self, scheme: Scheme, spki: bytes, sign: Callable[[str, bytes], bytes]
    ) -> None:
        if not callable(sign):
            raise TypeError("sign must be callable")
        self._raised = Raised()
        self._sign = sign
        self._scheme = ffi.new("char[]", text(scheme, "scheme").encode())  # type: ignore[union-attr]
        self._spki = ffi.from_buffer("uint8_t[]", bytes(spki))
        self._callback = ffi.callback(
            "int32_t(void *, const char *, const uint8_t *, size_t, uint8_t *, size_t *)",
            self._answer,
            error=REFUSED,
            onerror=self._raised.keep,
        )
        made = ffi.new("girs_signer *")
        made.struct_size = ffi.sizeof("girs_signer")
        made.scheme, made.spki, made.spki_size = self._scheme, self._spki, len(spki)
        made.sign = self._callback
        self._struct = made

    def _answer(
        self, _context: Any, scheme: Any, data: Any, size: int, signature: Any, room: Any
    ) -> int:
        given = self._sign(ffi.string(scheme).decode(), bytes(ffi.buffer(data, size)))
        if not isinstance(given, bytes):
            raise TypeError(f"a signature is bytes, not {type(given).__name__}")
        if len(given) > room[0]:
            raise ValueError(f"a signature of {len(given)} bytes; there is room for {room[0]}")
        ffi.memmove(signature, given, len(given))
        room[0] = len(given)
        return 0

    def signer(self) -> Any:
        return self._struct

    @property
    def raised(self) -> Raised:
        return self._raised


def signer_or_null(signer: Optional[Signer]) -> Any:
    if signer is None:
        return ffi.NULL
    if not hasattr(signer, "signer"):
        raise TypeError(f"a signer is a Key or a CallbackSigner, not {type(signer).__name__}")
    return signer.signer()


def verify_signature(scheme: Scheme, key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a signature is one of the message by a key (SPKI DER, or a raw Ed25519 key).

    No registry is asked. ``Unsupported`` when the scheme is not known or the key none of it.
    """
    return ask_valid("signature_verify", text(scheme, "scheme"), key, message, signature)
