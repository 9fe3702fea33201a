// What reading a formula costs in memory, as src/formula/README.md states it: counted with the
// program's own operator new, over the texts that make the most of each byte.

#include <doctest/doctest.h>

#include <cstdlib>
#include <iostream>
#include <new>
#include <string>

#include "formula/syntax.h"

namespace {

constexpr std::size_t kMultipleMax = 400;  // bytes of memory for each byte of text
constexpr std::size_t kHeader = alignof(std::max_align_t);

std::size_t live = 0;
std::size_t peak = 0;

std::string repeated(const std::string& part, std::size_t bytes) {
  std::string text;
  while (text.size() + part.size() <= bytes) text += part;
  return text;
}

/// The most memory held at once while `text` is read, whether it is a formula or not.
std::size_t peak_of(const std::string& text) {
  peak = live;
  const std::size_t before = live;
  const auto parsed = girs::formula::parse(text);
  return peak - before;
}

}  // namespace

void* operator new(std::size_t size) {
  void* block = std::malloc(size + kHeader);
  if (!block) throw std::bad_alloc();
  *static_cast<std::size_t*>(block) = size;
  live += size;
  if (live > peak) peak = live;
  return static_cast<char*>(block) + kHeader;
}
void operator delete(void* pointer) noexcept {
  if (!pointer) return;
  void* block = static_cast<char*>(pointer) - kHeader;
  live -= *static_cast<std::size_t*>(block);
  std::free(block);
}
void operator delete(void* pointer, std::size_t) noexcept { operator delete(pointer); }

TEST_CASE("a formula takes at most 400 bytes of memory for each byte of text while it is read") {
  const std::size_t bytes = girs::formula::kBytesMax - 8;
  std::size_t worst = 0;
  for (const auto& part : {"1+", "1&", "-", "(", "1;", "[1]+", "[r1:r2,r3.c1:c2]+", "TRUE()&", "F(;",
                           "\"a\"&", "1^", "%", "1%", "[", "\"", "[1{a=b;c=d}@P-1@YTD^SELF]+", "#N/A+",
                           "ABS(", ";", "1=", "a", "'", "=", "\xc3\xa9"}) {
    for (const std::string& text :
         {repeated(part, bytes), repeated(part, bytes) + "1", "SUM(" + repeated(part, bytes / 2) + "1)",
          repeated(part, 500)}) {
      const std::size_t used = peak_of(text);
      CAPTURE(part);
      CHECK(used <= kMultipleMax * text.size() + 4096);
      worst = std::max(worst, used / text.size());
    }
  }
  std::cout << "at most " << worst << " bytes for each byte of text\n";
}

TEST_CASE("a text beyond the limit is refused before it is read") {
  CHECK(peak_of(std::string(64u << 20, '1')) < 4096);
}
