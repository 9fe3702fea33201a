#include "support/source_dir.h"

std::string source_dir() { return GIRS_SOURCE_DIR; }
