# Third-party libraries, each from the distribution, each with one home (tests/tidy/layering.py).
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET GLOBAL sqlite3)        # store
pkg_check_modules(libsodium REQUIRED IMPORTED_TARGET GLOBAL libsodium)    # crypto
find_package(OpenSSL 3.0 REQUIRED)                                        # crypto, http
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET GLOBAL libutf8proc)   # base
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET GLOBAL re2)                # formula
find_package(RapidJSON REQUIRED)                                          # json: headers only
find_package(Boost 1.74 REQUIRED)                                         # http: headers only

# Intel's decimal library in the variant with arguments by value and no global state (Debian
# names it 000); it has neither a pkg-config file nor a CMake package.   home: decimal
find_library(GIRS_BID_LIBRARY NAMES bidgcc000 REQUIRED)
add_library(girs_bid INTERFACE)
target_link_libraries(girs_bid INTERFACE ${GIRS_BID_LIBRARY})
