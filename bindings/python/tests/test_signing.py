"""Signing in steps and in batches, registries of two persons, proofs, watching a log, series."""

from __future__ import annotations

import base64
import json

import pytest

import girs


def approved(exchange) -> girs.Report:
    exchange.commune.registry.accept(exchange.registry)
    report = exchange.draft()
    report.approve()
    return report


def named(exchange) -> list[dict[str, str]]:
    return [{"role": party.role, "keyid": party.signer.show()["keyid"]} for party in exchange.parties()]


def test_a_package_goes_from_signer_to_signer_and_is_queued_when_all_have_signed(exchange):
    report = approved(exchange)
    package = report.prepare(named(exchange))
    assert "1250" in girs.show_package(package)
    with pytest.raises(girs.GirsError):
        report.submit_signed(package)
    for party in exchange.parties():
        package = girs.sign_package(package, party.signer)
        with pytest.raises(girs.Conflict):
            girs.sign_package(package, party.signer)
    pid = report.submit_signed(package)
    assert [one["pid"] for one in exchange.commune.sync.outbox()] == [pid]


def test_one_signature_of_a_batch_stands_for_each_of_its_packages(exchange):
    report = approved(exchange)
    package = report.prepare(named(exchange))
    preparer, approver, seal = exchange.parties()
    for party in (preparer, approver):
        package = girs.sign_package(package, party.signer)
    (package,) = girs.sign_packages([package], "agency-seal", seal.signer, exchange.now)
    assert len(report.submit_signed(package)) == 64
    with pytest.raises(girs.InvalidArgument) as wrong:
        girs.sign_packages([package], "agency-seal", exchange.keys["root"])
    assert wrong.value.mistakes[0].details["row"] == "0"


def test_with_two_root_keys_no_single_person_changes_who_may_sign(exchange):
    second = girs.Key.generate()
    roots = [key.show() for key in (exchange.keys["root"], second)]
    office = exchange.open("office2.girs")
    office.set("registry-root", "\n".join(f"{one['scheme']} {one['spki']}" for one in roots))
    change = {"log_keys": [exchange.vkey], "cosigners": [second.show()["keyid"]]}
    proposed = office.registry.propose(change, exchange.keys["root"])
    with pytest.raises(girs.Untrusted):
        office.registry.accept(proposed)
    office.registry.accept(girs.sign_package(proposed, second))
    assert office.registry.show()["version"] == 1


def test_a_token_that_is_not_there_is_not_found(tmp_path):
    with pytest.raises((girs.NotFound, girs.Unsupported)):
        girs.Key.open_token(tmp_path / "none.so", "pkcs11:token=a;object=b", "1234")


def test_the_log_proves_its_entries_and_its_growth(exchange):
    exchange.submit()
    with exchange.serving() as server:
        exchange.commune.sync.run(server.url)
    one = exchange.centre.proofs.inclusion(1)
    raw = {name: base64.b64decode(one[name]) for name in ("root", "leaf_hash")}
    proof = [base64.b64decode(step) for step in one["proof"]]
    assert girs.verify_inclusion(1, one["size"], raw["root"], raw["leaf_hash"], proof)
    grown = exchange.centre.proofs.growth(1)
    roots = [base64.b64decode(grown[name]) for name in ("root1", "root2")]
    steps = [base64.b64decode(step) for step in grown["proof"]]
    assert girs.verify_consistency(grown["size1"], grown["size2"], *roots, steps)
    with pytest.raises(girs.NotFound):
        exchange.centre.proofs.inclusion(10_000)
    with pytest.raises(ValueError):
        exchange.centre.proofs.inclusion(-1)


def test_a_commune_watches_the_authoritys_log(exchange):
    exchange.submit()
    with exchange.serving() as server:
        exchange.commune.sync.run(server.url)

        def refuse(_progress):
            raise RuntimeError("enough")

        with pytest.raises(RuntimeError):
            exchange.commune.sync.monitor(server.url, progress=refuse)
        seen = exchange.commune.sync.monitor(server.url)
        assert (seen["own_found"], seen["finding_count"]) == (1, 0)


def test_series_come_in_as_vintages_and_go_out_signed(exchange):
    centre = exchange.centre
    csv = "indicator,unit,period,value,status\nDOCTORS,96,2015,3530,official\n"
    assert centre.indicators.import_series(csv, vintage="2017-06-30", source="test")["values"] == 1
    asked = {"indicators": ["DOCTORS"], "units": ["96"], "from": "2015"}
    (seen,) = json.loads(centre.indicators.query(asked))["observations"]
    assert seen["value"] == "3530"
    with pytest.raises(girs.InvalidArgument) as wrong:
        centre.indicators.import_series("indicator,unit,period,value\nNONE,96,2015,1\n", vintage="2017-06-30")
    assert wrong.value.mistakes[0].details["line"] == "2"
    series = {"unit": "96", "indicator": "DOCTORS", "breakdown": {}, "vintage": "2027-03-01",
              "values": [{"period": "2025", "value": "1200", "status": "official", "flags": []}]}
    pid = centre.indicators.submit_series(series, exchange.parties())
    assert pid in [one["pid"] for one in centre.sync.outbox()]
