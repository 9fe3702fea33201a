"""What the bindings make of the C interface: every exported symbol, every field of an option struct
and every flag is there in Python and in Java, or excepted here with its reason; the C# sample of
bindings/README.md has the signatures of the headers.

python3 tests/tidy/bindings.py
"""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bindings/python/build_abi"))
import declarations  # noqa: E402

# symbol -> why no binding has a use for it
EXCEPTIONS = {
    "girs_error_status": "the status is what the call itself returned",
    "girs_catalog_load": "girs_catalog_load_paths() takes one folder too",
    "girs_catalog_check": "girs_catalog_check_paths() takes one folder too",
    "girs_catalog_review_paths": "girs_catalog_review() takes a folder; the command line has both",
}
# What is no choice of the caller, or is filled in by the binding itself
OPTION_EXCEPTIONS = {
    "struct_size", "flags", "reserved", "reserved2",
    "progress_context", "clock_context", "log_context", "context",
    # The columns of cells, which the bindings lay out from a table of their own.
    *(f"{column}_{part}" for column in ("row", "column", "value") for part in ("offsets", "data")),
}
FLAG_EXCEPTIONS = {
    "GIRS_HASH_SIZE": "a length, which the bindings take from the bytes",
    "GIRS_NUL": "for C texts without a length",
}
# folder, files, how a field of a struct or a flag is named there
SOURCES = (("bindings/python/src", "*.py", r"\b{}\b"),
           ("bindings/java/src/main", "*.java", '"{}"'))

# C type, without const and names -> what C# may call it
C_SHARP = {
    "size_t": {"nuint"}, "int32_t": {"int"}, "girs_status": {"int"}, "uint32_t": {"uint"},
    "int64_t": {"long"}, "void": {"void"},
}
POINTERS = {"IntPtr", "byte[]", "string"}  # and anything by ref or out
FUNCTION = re.compile(r"([\w\s*]+?)\s*\b(girs_\w+)\(([^)]*)\)\s*;")
EXTERN = re.compile(r"static extern (\w+) (girs_\w+)\(([^)]*)\);")
STRUCT = re.compile(r"typedef struct girs_\w+ \{(\s*uint32_t struct_size;.*?)\} girs_", re.DOTALL)
FIELD = re.compile(r"\(\*(\w+)\)|(\w+)$")


def unwrapped(symbols, text, exceptions):
    """The symbols that no source names: "store_open", girs_store_open, or a noun's free."""
    def is_named(symbol):
        short = symbol.removeprefix("girs_")
        noun = short.removesuffix("_free")
        return (re.search(rf'"(girs_)?{short}"|\bgirs_{short}\b', text)
                or noun != short and re.search(rf'_noun = "{noun}"|super\("{noun}"', text))
    return [symbol for symbol in symbols if symbol not in exceptions and not is_named(symbol)]


def choices(header):
    """The fields of structs that tell their size, and the numbers that macros name."""
    fields = {name for body in STRUCT.findall(header) for line in body.split(";")
              for found in FIELD.findall(line.strip()) for name in found if name}
    flags = set(re.findall(r"^#define (GIRS_\w+) ", header, re.MULTILINE))
    return fields - OPTION_EXCEPTIONS, flags - set(FLAG_EXCEPTIONS)


def unnamed(names, text, form):
    """The names that no source has in that form."""
    return sorted(name for name in names if not re.search(form.format(name), text))


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
    header = declarations.read(ROOT / "include/girs/girs.h")
    breaches = []
    for folder, pattern, form in SOURCES:
        text = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / folder).rglob(pattern))
        breaches += [f"{folder}: {symbol} is not wrapped" for symbol
                     in unwrapped(symbols, text, EXCEPTIONS)]
        breaches += [f"{folder}: {name} cannot be given" for names in choices(header)
                     for name in unnamed(names, text, form)]
    breaches += [f"tests/tidy/bindings.py: {symbol} is excepted and not exported" for symbol
                 in stale(EXCEPTIONS, symbols)]
    readme = (ROOT / "bindings/README.md").read_text(encoding="utf-8")
    sample = readme.split("```csharp")[1].split("```")[0]
    breaches += [f"bindings/README.md: {breach}" for breach in sample_breaches(sample, header)]
    for breach in breaches:
        print(breach)
    print(f"bindings: {len(symbols)} symbols, {len(EXTERN.findall(sample))} in C#, "
          f"{len(breaches)} breaches.")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
