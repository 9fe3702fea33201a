"""The rules of the tree as data: who may include whom, whose third-party header is whose, limits.

The reasons are in src/README.md (the map of the modules).  A change here is a change of design:
say why in the commit that makes it.
"""

# --- modules of src/ and what each may include -------------------------------------------------
L0 = {"base"}
L1 = {"decimal", "calendar", "json", "crypto"}

ALLOWED_INCLUDES = {
    "base": set(),
    "decimal": {"base"},
    "calendar": {"base"},
    "json": {"base"},
    "crypto": {"base"},
    "unit": {"base", "json", "decimal", "calendar"},
    "formula": {"base", "decimal", "calendar"},
    "engine": {"base", "decimal", "calendar", "formula"},
    "key": {"base", "json", "crypto"},
    "access": {"base", "key"},
    "catalog": L0 | L1 | {"unit", "formula"},
    "package": {"base", "json", "crypto", "key"},
    "log": {"base", "json", "crypto", "key"},
    "form": L0 | L1 | {"unit", "formula", "engine", "catalog"},
    "store": {"base", "decimal", "calendar"},
    "report": L0 | L1 | {"unit", "formula", "engine", "catalog", "form", "store", "package", "key"},
    "indicator": L0 | L1 | {"unit", "formula", "engine", "catalog", "form", "store", "report"},
    "sync": {"base", "json", "crypto", "store", "package", "log", "key"},
    "central": L0 | L1 | {"unit", "formula", "key", "catalog", "package", "log", "form", "store",
                          "report", "indicator", "access"},
    "http": {"base", "json", "crypto", "key", "access", "sync", "central"},
}

# --- areas outside src/: which project headers they may include --------------------------------
# The first prefix that fits a file decides.  "src" stands for every module, "api" for
# include/girs, "capi" for headers in capi/, "support" for tests/support; an area's own headers
# (same folder, or a path from the area's root) are always allowed.
AREAS = [
    ("include/girs", {"api"}),
    ("capi", {"src", "api", "capi"}),
    ("bindings", {"api"}),
    ("examples", {"api"}),
    ("tests/capi", {"api", "support"}),
    ("tests/install", {"api"}),
    ("tests/unit", {"src", "support"}),
    ("tests", {"src", "api", "support"}),
]

# --- third-party headers: prefix of the include -> where it is at home --------------------------
# A module's home covers its unit tests.  Every non-system header needs a line here.
THIRD_PARTY_HOMES = {
    "bid_conf.h": {"src/decimal"},
    "bid_functions.h": {"src/decimal"},
    "boost/": {"src/http"},
    "CLI/": {"examples/girs"},
    "doctest/": {"tests"},
    "libp11.h": {"src/crypto"},
    "openssl/": {"src/crypto", "src/http", "tests/support"},
    "rapidjson/": {"src/json", "examples/girs"},
    "re2/": {"src/formula"},
    "sodium.h": {"src/crypto"},
    "sodium/": {"src/crypto"},
    "spdlog/": {"examples"},
    "sqlite3.h": {"src/store", "tests/bench", "tests/fault", "tests/fuzz"},
    "utf8proc.h": {"src/base"},
    "valgrind/": {"tests"},
}

# C and POSIX headers; C++ ones are recognised by having neither a folder nor an ending.
SYSTEM_HEADERS = set("""
    assert.h ctype.h errno.h fenv.h float.h inttypes.h iso646.h limits.h locale.h math.h setjmp.h
    signal.h stdalign.h stdarg.h stdatomic.h stdbool.h stddef.h stdint.h stdio.h stdlib.h
    stdnoreturn.h string.h tgmath.h threads.h time.h uchar.h wchar.h wctype.h
    arpa/inet.h dirent.h dlfcn.h execinfo.h fcntl.h glob.h malloc.h netdb.h netinet/in.h
    netinet/tcp.h poll.h pthread.h pwd.h sched.h spawn.h strings.h sys/file.h sys/ioctl.h
    sys/mman.h sys/prctl.h sys/random.h sys/resource.h sys/select.h sys/socket.h sys/stat.h
    sys/statvfs.h sys/syscall.h sys/time.h sys/types.h sys/uio.h sys/un.h sys/utsname.h sys/wait.h
    sysexits.h syslog.h termios.h unistd.h windows.h
""".split())

# --- sizes ------------------------------------------------------------------------------------
MEASURED = {".h", ".hpp", ".c", ".cpp", ".py", ".java", ".sh"}
FILE_LINES = 400
FUNCTION_LINES = 60
# path -> (lines allowed, reason); "path:function" for one function.
SIZE_EXCEPTIONS: dict[str, tuple[int, str]] = {}

# --- sources that no CMakeLists.txt lists: prefix -> reason -------------------------------------
UNLISTED_SOURCES = {
    "bindings/": "each binding has its own packaging",
}

# --- the top of the tree -----------------------------------------------------------------------
TOP_NAMES = {"CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md",
             "include", "src", "capi", "bindings", "examples", "tests"}  # and dot-files

# --- words that do not belong into a published tree: pattern -> what is wrong -------------------
FORBIDDEN_WORDS = {
    r"(?:^|[^A-Za-z0-9_.])/(?:work|farm)/": "names a folder of one machine",
    r"(?:^|[^A-Za-z0-9_.])/(?:home|Users)/[A-Za-z]": "names a person's folder on one machine",
    r"https?://[^ ]*(?:pypi|maven|npmjs|debian|crates)": "names a package registry's host",
}
# Text that looks like one of these and is none: prescribed identifiers, never fetched.
ALLOWED_WORDS = [
    r"http:/{2}maven\.apache\.org/POM/4\.0\.0",
    r"https?:/{2}maven\.apache\.org/xsd/maven-4\.0\.0\.xsd",
]
