"""Twenty lines from an empty form to a receipt.   python3 receipt.py"""

from __future__ import annotations

from office import Office

import girs

FIGURES = dict(zip(range(3, 14), (1250, 830, 400, 20, 1190, 1000, 180, 10, 60, 50, 10)))


def send(office: Office, url: str) -> str:
    with office.store("commune", "31825") as store:
        report = store.reports.create("KSTTHC", "2025-Q4")
        report.set_cells((row, column, figure) for row in ("LV01", "T") for column, figure in FIGURES.items())
        for finding in report.check():
            print(finding.severity.name, finding.message_vi)
        report.approve()
        pid = report.submit(office.parties())
        store.sync.run(url)
        return store.receipts.get(pid)


if __name__ == "__main__":
    office = Office(["31825"])
    with girs.Server(office.central) as server:
        print(send(office, server.url))
