"""What the bindings make of the C interface: every exported symbol is wrapped in Python and in
Java, or excepted here with its reason; the C# sample of bindings/README.md has the signatures of
the headers.

python3 tests/tidy/bindings.py
"""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bindings/python/build_abi"))
import declarations  # noqa: E402

# Calls around a draft that the bindings do not wrap yet: they came after them.
DRAFTS = dict.fromkeys([
    "girs_catalog_review", "girs_report_attach", "girs_report_causes", "girs_report_check_cell",
    "girs_report_detach", "girs_report_difference", "girs_report_fill_from",
    "girs_report_make_nil", "girs_report_merge", "girs_report_preview", "girs_report_remove_row",
    "girs_report_send_for_approval", "girs_report_set_field", "girs_report_take_back",
    "girs_report_undo"], "not wrapped yet")
EVIDENCE = dict.fromkeys([
    "girs_key_open_token", "girs_log_monitor", "girs_log_prove", "girs_log_prove_growth",
    "girs_package_sign", "girs_package_sign_batch", "girs_registry_import",
    "girs_registry_propose", "girs_report_prepare", "girs_report_submit_signed"], "not wrapped yet")
SERVICE = dict.fromkeys([
    "girs_central_board", "girs_central_fetch_members", "girs_central_forget_reads", "girs_central_member_faults",
    "girs_central_pull_shared", "girs_central_reads", "girs_central_request_status",
    "girs_central_rotate",
    "girs_central_share", "girs_central_shares", "girs_central_trace", "girs_store_backup",
    "girs_store_inventory"],
    "a centre is put into service with the command line so far")
# symbol -> why a binding has no use for it
EXCEPTIONS = {
    "python": {
        **DRAFTS, **EVIDENCE, **SERVICE,
        "girs_error_status": "the status is what the call itself returned",
        "girs_abi": "the wheel carries its own library",
        "girs_catalog_load_paths": "girs_catalog_load() takes a folder or a file",
        "girs_catalog_check_paths": "girs_catalog_check() takes a folder or a file",
        "girs_series_import": "files of series come in through the command line so far",
        "girs_series_submit": "series are signed through the command line so far",
    },
    "java": {
        **DRAFTS, **EVIDENCE, **SERVICE,
        "girs_error_status": "the status is what the call itself returned",
        "girs_abi": "the jar carries its own library",
        "girs_catalog_load_paths": "girs_catalog_load() takes a folder or a file",
        "girs_catalog_check_paths": "girs_catalog_check() takes a folder or a file",
        "girs_series_import": "files of series come in through the command line so far",
        "girs_series_submit": "series are signed through the command line so far",
        "girs_version": "girs_version_text() tells people; the jar carries its own library",
    },
}
# Plans take a host's own columns and threads; neither binding offers them yet.
for _plan_call in ("compile", "free", "run_apply", "run_cancel", "run_findings", "run_free", "run_memory",
                   "run_part", "run_prepare", "run_values", "table_add", "table_add_list", "table_create",
                   "table_free", "table_parameter", "table_require_units", "table_set", "text"):
    for _binding in EXCEPTIONS.values():
        _binding["girs_plan_" + _plan_call] = "plans are for hosts in C and C++ so far"
SOURCES = {"python": ("bindings/python/src", "*.py"), "java": ("bindings/java/src/main", "*.java")}

# C type, without const and names -> what C# may call it
C_SHARP = {
    "size_t": {"nuint"}, "int32_t": {"int"}, "girs_status": {"int"}, "uint32_t": {"uint"},
    "int64_t": {"long"}, "void": {"void"},
}
POINTERS = {"IntPtr", "byte[]", "string"}  # and anything by ref or out
FUNCTION = re.compile(r"([\w\s*]+?)\s*\b(girs_\w+)\(([^)]*)\)\s*;")
EXTERN = re.compile(r"static extern (\w+) (girs_\w+)\(([^)]*)\);")


def unwrapped(symbols, text, exceptions):
    """The symbols that no source names: "store_open", girs_store_open, or a noun's free."""
    def is_named(symbol):
        short = symbol.removeprefix("girs_")
        noun = short.removesuffix("_free")
        return (re.search(rf'"(girs_)?{short}"|\bgirs_{short}\b', text)
                or noun != short and re.search(rf'_noun = "{noun}"|super\("{noun}"', text))
    return [symbol for symbol in symbols if symbol not in exceptions and not is_named(symbol)]


def stale(exceptions, symbols):
    return [symbol for symbol in exceptions if symbol not in symbols]


def c_type(parameter):
    """The type of `const char *path`: "*" for any pointer or callback."""
    plain = parameter.replace("const", " ").strip()
    if "*" in plain or plain.split()[0].endswith("_fn"):
        return "*"
    return plain.split()[-2] if len(plain.split()) > 1 else plain


def functions(header):
    found = {}
    for result, name, parameters in FUNCTION.findall(header):
        listed = [] if parameters.strip() == "void" else parameters.split(",")
        found[name] = ("*" if "*" in result else result.split()[-1], [c_type(p) for p in listed])
    return found


def fits(c, sharp):
    by_address = sharp.split()[0] in ("ref", "out")
    return by_address or sharp.split()[-2:][0] in POINTERS if c == "*" else (
        not by_address and sharp.split()[0] in C_SHARP.get(c, ()))


def sample_breaches(sample, header):
    """What the DllImports of a C# text get wrong."""
    declared = functions(header)
    imports = EXTERN.findall(sample)
    breaches = [] if imports else ["the sample imports nothing"]
    for result, name, parameters in imports:
        if name not in declared:
            breaches.append(f"{name} is not in the headers")
            continue
        c_result, c_parameters = declared[name]
        given = [p.strip() for p in parameters.split(",") if p.strip()]
        if len(given) != len(c_parameters):
            breaches.append(f"{name} takes {len(c_parameters)} parameters, not {len(given)}")
        if not (result == "IntPtr" if c_result == "*" else result in C_SHARP.get(c_result, ())):
            breaches.append(f"{name} returns {c_result}, not {result}")
        breaches += [f"{name}: {c} is no {sharp}" for c, sharp in zip(c_parameters, given)
                     if not fits(c, sharp)]
    return breaches


def main():
    symbols = (ROOT / "capi/symbols.txt").read_text().split()
    breaches = []
    for language, (folder, pattern) in SOURCES.items():
        text = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / folder).rglob(pattern))
        exceptions = EXCEPTIONS[language]
        breaches += [f"{folder}: {symbol} is not wrapped" for symbol
                     in unwrapped(symbols, text, exceptions)]
        breaches += [f"tests/tidy/bindings.py: {symbol} is excepted and not exported" for symbol
                     in stale(exceptions, symbols)]
    readme = (ROOT / "bindings/README.md").read_text(encoding="utf-8")
    sample = readme.split("```csharp")[1].split("```")[0]
    header = declarations.read(ROOT / "include/girs/girs.h")
    breaches += [f"bindings/README.md: {breach}" for breach in sample_breaches(sample, header)]
    for breach in breaches:
        print(breach)
    print(f"bindings: {len(symbols)} symbols, {len(EXTERN.findall(sample))} in C#, "
          f"{len(breaches)} breaches.")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
