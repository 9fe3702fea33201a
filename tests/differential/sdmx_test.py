#!/usr/bin/env python3
"""SDMX-CSV 2.0 and SDMX-JSON 2.0 of `girs indicator query`, read back by the sdmx1 package.

    sdmx_test.py PATH-OF-GIRS FOLDER      FOLDER: where a virtual environment is made and kept

Installs sdmx1 there through pip; skips loudly (code 77) when it cannot.
"""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from environment import run_inside

GIRS = None
ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "sdmx1>=2.20,<3"

VALUES = """indicator,unit,period,value,status,SEX
POP,01,2014,3500.5,official,F
POP,01,2015,3550.0,preliminary,F
POP,02,2014,400.0,official,F
POP,02,2015,x,official,F
POP,01,2014,7000.0,official,
"""


def girs(*words, given=None):
    done = subprocess.run([GIRS, *map(str, words)], input=given, capture_output=True, text=True,
                          timeout=120, check=True)
    return done.stdout


class Read(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        store = Path(cls.folder.name) / "sdmx.girs"
        girs("init", store, "--unit", "VN", "--audience", "test/log")
        girs("catalog", "load", store, ROOT / "examples" / "catalog")
        girs("series", "import", store, "-", "--vintage", "2016-06-30", given=VALUES)
        cls.text = {
            kind: girs("indicator", "query", store, "POP", "--unit", "01", "--unit", "02", "--by",
                       "SEX=F", "--by", "", "--from", 2014, "--to", 2015, "--format", kind)
            for kind in ("sdmx-csv", "sdmx-json", "sdmx-structure")}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def structure(self):
        """The data structure of the structure message, as the package's model has it."""
        from sdmx.model import v30
        message = json.loads(self.text["sdmx-structure"])
        self.assertTrue(message["meta"]["schema"].endswith("sdmx-json-structure-schema.json"))
        parts = message["data"]["dataStructures"][0]["dataStructureComponents"]
        lists = {one["id"]: one for one in message["data"]["codelists"]}
        dsd = v30.DataStructureDefinition(id="DS_INDICATORS", version="1.0")
        for one in parts["dimensionList"]["dimensions"]:
            name = one["localRepresentation"]["enumeration"].split(":")[-1].split("(")[0]
            self.assertIn(name, lists)
            dsd.dimensions.append(v30.Dimension(id=one["id"], order=one["position"]))
        dsd.dimensions.append(v30.TimeDimension(id="TIME_PERIOD", order=len(dsd.dimensions)))
        dsd.measures.append(v30.Measure(id="OBS_VALUE"))
        for one in parts["attributeList"]["attributes"]:
            dsd.attributes.append(v30.DataAttribute(id=one["id"]))
        codes = {code["id"] for code in lists["CL_SEX"]["codes"]}
        self.assertEqual(codes, {"_T", "M", "F"})
        return dsd

    def check(self, found):
        """{(unit, sex, period): (value, status)} against what went in."""
        self.assertEqual(found["01", "F", "2014"], ("3500.5", "A"))
        self.assertEqual(found["01", "F", "2015"], ("3550.0", "P"))
        self.assertEqual(found["02", "F", "2014"], ("400.0", "A"))
        self.assertEqual(found["02", "F", "2015"][1], "M")
        self.assertEqual(found["01", "_T", "2014"], ("7000.0", "A"))
        self.assertEqual(found["01", "_T", "2015"][1], "O")
        self.assertEqual(len(found), 8)

    def read(self, message):
        found = {}
        for data in message.data:
            for one in data.obs:
                key = one.key if hasattr(one, "key") else one.dimension
                at = {name: str(value.value) for name, value in key.values.items()}
                status = one.attrib["OBS_STATUS"].value
                found[at["REF_AREA"], at["SEX"], at["TIME_PERIOD"]] = (
                    one.value, getattr(status, "id", status))
        return found

    def test_sdmx_csv_is_read_with_the_structure_that_was_published(self):
        import sdmx
        from sdmx.model import v30
        path = Path(self.folder.name) / "data.csv"
        path.write_text(self.text["sdmx-csv"])
        flow = v30.Dataflow(id="DF_INDICATORS", structure=self.structure())
        self.check(self.read(sdmx.read_sdmx(path, structure=flow)))

    def test_sdmx_json_data_are_read(self):
        """The package reads the message of version 2.0 but for where it puts two of its parts."""
        import sdmx
        message = json.loads(self.text["sdmx-json"])
        self.assertEqual(set(message), {"meta", "data"})
        self.assertEqual(set(message["data"]), {"structures", "dataSets"})
        path = Path(self.folder.name) / "data.json"
        path.write_text(json.dumps({"meta": message["meta"],
                                    "structure": message["data"]["structures"][0],
                                    "dataSets": message["data"]["dataSets"]}))
        self.check(self.read(sdmx.read_sdmx(path)))


if __name__ == "__main__":
    GIRS = sys.argv[1]
    if "--inside" not in sys.argv:
        folder = Path(sys.argv[2])
        sys.exit(run_inside(folder, PACKAGE, "sdmx", [__file__, GIRS, folder]))
    unittest.main(argv=sys.argv[:1])
