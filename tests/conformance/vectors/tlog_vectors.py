"""Writes tlog.jsonl: proofs of Merkle trees (RFC 6962 section 2.1) for `girs tlog inclusion` and
`girs tlog consistency`, straight from the RFC's recursive definitions, with single changes that
must fail. The eight leaves are those of the well-known reference tree of Certificate Transparency.

Run: python3 tlog_vectors.py > tlog.jsonl"""
import base64
import hashlib
import json

LEAVES = [bytes.fromhex(h) for h in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f")]


def sha(data): return hashlib.sha256(data).digest()
def leaf(data): return sha(b"\0" + data)
def node(a, b): return sha(b"\1" + a + b)
def b64(data): return base64.b64encode(data).decode()


def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def root(d):
    if not d:
        return sha(b"")
    if len(d) == 1:
        return leaf(d[0])
    k = split(len(d))
    return node(root(d[:k]), root(d[k:]))


def path(m, d):
    if len(d) == 1:
        return []
    k = split(len(d))
    return path(m, d[:k]) + [root(d[k:])] if m < k else path(m - k, d[k:]) + [root(d[:k])]


def subproof(m, d, whole):
    if m == len(d):
        return [] if whole else [root(d)]
    k = split(len(d))
    if m <= k:
        return subproof(m, d[:k], whole) + [root(d[k:])]
    return subproof(m - k, d[k:], False) + [root(d[:k])]


def show(name, op, request, valid):
    request = {k: [b64(h) for h in v] if isinstance(v, list) else b64(v) if isinstance(v, bytes)
               else v for k, v in request.items()}
    print(json.dumps({"name": name, "op": op, "request": request, "valid": valid}))


def inclusion(name, index, size, top, hash_, proof, valid):
    show(name, "inclusion", {"index": index, "size": size, "root": top, "leaf_hash": hash_,
                             "proof": proof}, valid)


def consistency(name, size1, size2, root1, root2, proof, valid):
    show(name, "consistency", {"size1": size1, "size2": size2, "root1": root1, "root2": root2,
                               "proof": proof}, valid)


other = sha(b"other")
huge = 2**64 - 1
for size in range(1, 9):
    d = LEAVES[:size]
    for index in range(size):
        proof, h, r = path(index, d), leaf(d[index]), root(d)
        what = f"leaf {index} of {size}"
        inclusion(what, index, size, r, h, proof, True)
        inclusion(what + ", index of the next", index + 1, size, r, h, proof, False)
        inclusion(what + ", size 0", index, 0, r, h, proof, False)
        inclusion(what + ", wrong leaf", index, size, r, other, proof, False)
        inclusion(what + ", wrong root", index, size, other, h, proof, False)
        inclusion(what + ", root once more", index, size, r, h, proof + [r], False)
        inclusion(what + ", index 2^64-1", huge, size, r, h, proof, False)
        if proof:
            inclusion(what + ", last hash gone", index, size, r, h, proof[:-1], False)
    for old in range(1, size + 1):
        proof, r1, r2 = subproof(old, d, True), root(d[:old]), root(d)
        what = f"from {old} to {size}"
        consistency(what, old, size, r1, r2, proof, True)
        consistency(what + ", from size 0", 0, size, r1, r2, proof, False)
        consistency(what + ", wrong old root", old, size, other, r2, proof, False)
        consistency(what + ", wrong new root", old, size, r1, other, proof, False)
        consistency(what + ", a hash too many", old, size, r1, r2, proof + [r1], False)
        consistency(what + ", backwards", size + 1, old, r2, r1, proof, False)
        if proof:
            consistency(what + ", empty proof", old, size, r1, r2, [], False)
            consistency(what + ", roots swapped", old, size, r2, r1, proof, False)

# The right-most leaf of a tree of 2^63 leaves: every sibling is to the left, 63 of them.
siblings = [sha(bytes([i])) for i in range(63)]
top = leaf(b"last")
for s in siblings:
    top = node(s, top)
inclusion("last leaf of 2^63", 2**63 - 1, 2**63, top, leaf(b"last"), siblings, True)
inclusion("last leaf of 2^63, one index less", 2**63 - 2, 2**63, top, leaf(b"last"), siblings, False)
inclusion("last leaf of 2^63, larger tree", 2**63 - 1, 2**63 + 1, top, leaf(b"last"), siblings, False)
# The last leaf of 2^64-1 hangs on the right edge below 63 perfect trees.
inclusion("last leaf of 2^64-1", huge - 1, huge, top, leaf(b"last"), siblings, True)
inclusion("index 2^64-1 of size 2^64-1", huge, huge, top, leaf(b"last"), siblings, False)
consistency("2^64-1 to itself", huge, huge, top, top, [], True)
consistency("2^64-1 to itself, other root", huge, huge, top, other, [], False)
consistency("2^64-1 back to 1", huge, 1, top, top, [], False)
