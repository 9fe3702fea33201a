#pragma once
// The one encoding of an ECDSA signature that is accepted.

#include "base/bytes.h"

namespace girs {

/// The order n of a curve's group, big-endian: 32 bytes for P-256, 48 for P-384 (FIPS 186-4,
/// D.1.2). OpenSSL checks the range too; here it is checked before OpenSSL sees any byte.
ByteView p256_order();
ByteView p384_order();

/// Whether `signature` is Ecdsa-Sig-Value (RFC 3279 section 2.2.3) in DER: definite lengths in
/// their shortest form, positive integers without padding, both from 1 to `order` - 1, and
/// nothing behind them. Anything laxer lets one signature be written in many ways.
bool is_strict_ecdsa(ByteView signature, ByteView order);

}  // namespace girs
