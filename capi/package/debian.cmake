# Debian packages of the installed tree: `cpack -G DEB` in the build folder makes libgirs1 (the
# library), libgirs-dev (headers, archive, CMake and pkg-config files) and girs-tools (the command
# line, the sync tool, the example catalogue). tests/install makes and uses them.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME girs)
set(CPACK_PACKAGE_VENDOR libgirs)
set(CPACK_PACKAGE_CONTACT "libgirs maintainers <maintainers@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL library dev)
if(TARGET girs)
  list(APPEND CPACK_COMPONENTS_ALL tools)
endif()

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)          # the library's needs as Debian names them
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)    # and how others name the library
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR}/capi)

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libgirs${GIRS_ABI})
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION "${PROJECT_DESCRIPTION}
 The shared library with its C interface.")

set(CPACK_DEBIAN_DEV_PACKAGE_NAME libgirs-dev)
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEV_PACKAGE_SHLIBDEPS OFF)
# pkg-config looks for what girs.pc requires privately even when nothing is linked statically.
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS "libgirs${GIRS_ABI} (= ${PROJECT_VERSION}), libsqlite3-dev,\
 libsodium-dev, libutf8proc-dev, libre2-dev, libssl-dev")
set(CPACK_DEBIAN_DEV_PACKAGE_RECOMMENDS "libintelrdfpmath-dev, zlib1g-dev")  # for the archive
set(CPACK_COMPONENT_DEV_DESCRIPTION "${PROJECT_DESCRIPTION}
 Headers, the static library, and files for CMake and pkg-config.")

set(CPACK_DEBIAN_TOOLS_PACKAGE_NAME girs-tools)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_TOOLS_PACKAGE_DEPENDS "libgirs${GIRS_ABI} (= ${PROJECT_VERSION})")
set(CPACK_COMPONENT_TOOLS_DESCRIPTION "${PROJECT_DESCRIPTION}
 The command line girs, the sync tool girs-sync, and an example catalogue.")

include(CPack)
