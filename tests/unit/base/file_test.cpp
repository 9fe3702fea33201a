#include "base/file.h"

#include <doctest/doctest.h>

#include "support/temporary.h"

using namespace girs;

TEST_CASE("a file is written whole and read back") {
  const TemporaryFolder folder;
  const auto path = folder / "a.txt";
  REQUIRE(write_file(path, "một"));
  CHECK(*read_file(path, 100) == "một");
  REQUIRE(write_file(path, "hai"));
  CHECK(*read_file(path, 100) == "hai");
  CHECK(files_below(folder.path(), "")->size() == 1);  // nothing is left beside it
}

TEST_CASE("a missing file, a file over the limit and a folder say which file and why") {
  const TemporaryFolder folder;
  CHECK(read_file(folder / "none", 10).error().code == Code::kNotFound);
  REQUIRE(write_file(folder / "big", std::string(11, 'x')));
  const auto big = read_file(folder / "big", 10);
  CHECK(big.error().code == Code::kInvalidArgument);
  CHECK(*detail_of(big.error().details, "limit") == "10");
  CHECK(read_file(folder.path(), 10).error().code == Code::kIo);
  CHECK(write_file(folder / "no/such/folder", "x").error().code == Code::kNotFound);
}
