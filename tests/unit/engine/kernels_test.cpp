#include "engine/kernels.h"

#include <algorithm>
#include <random>
#include <vector>

#include "decimal/fixed.h"
#include "doctest/doctest.h"
#include "engine/bits.h"

using namespace girs::engine;

namespace {

using Figures = std::vector<std::int64_t>;
Ahead none;   // nothing is read after these

Figures figures(std::mt19937_64& random, std::int64_t limit) {
  Figures list(kBatch);
  for (auto& one : list) {
    one = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(limit));
    if (random() % 8 == 0) one = static_cast<std::int64_t>(random() % 3);
    if (random() % 3 == 0) one = -one;
  }
  return list;
}

}  // namespace

TEST_CASE("every level adds streams as plain integers do") {
  std::mt19937_64 random(20260701);
  for (std::size_t count = 0; count <= 11; ++count) {
    std::vector<Figures> columns;
    std::vector<Stream> streams;
    for (std::size_t k = 0; k < count; ++k) columns.push_back(figures(random, 1 << 30));
    for (std::size_t k = 0; k < count; ++k)
      streams.push_back({columns[k].data(), random() % 4 == 0 ? 100 : random() % 2 == 0 ? 1 : -1});
    Figures expected(kBatch, 5);
    for (std::size_t i = 0; i < kBatch; ++i)
      for (const auto& stream : streams) expected[i] += stream.values[i] * stream.factor;
    for (const auto* level : kernel_levels()) {
      CAPTURE(std::string(level->level));
      Figures out(kBatch);
      level->sum(streams.data(), streams.size(), 5, out.data(), kBatch, none);
      CHECK(out == expected);
    }
  }
}

TEST_CASE("every level compares as plain integers do, in every relation") {
  using girs::formula::Relation;
  std::mt19937_64 random(20260702);
  for (std::size_t count = 1; count <= 9; ++count) {
    std::vector<Figures> columns;
    std::vector<Stream> streams;
    for (std::size_t k = 0; k < count; ++k) columns.push_back(figures(random, 3));
    for (std::size_t k = 0; k < count; ++k)
      streams.push_back({columns[k].data(), k % 2 == 0 ? 1 : -1});
    for (int relation = 0; relation < 6; ++relation)
      for (const auto* level : kernel_levels()) {
        CAPTURE(std::string(level->level));
        Words bits;
        level->compare(streams.data(), count, 0, static_cast<Relation>(relation),
                       bits.word.data(), kBatch, none);
        for (std::size_t i = 0; i < kBatch; ++i) {
          std::int64_t sum = 0;
          for (const auto& stream : streams) sum += stream.values[i] * stream.factor;
          const bool expected[] = {sum == 0, sum != 0, sum < 0, sum <= 0, sum > 0, sum >= 0};
          REQUIRE(bits.test(i) == expected[relation]);
        }
      }
  }
}

TEST_CASE("every level divides half away from zero, exactly, up to its limit") {
  std::mt19937_64 random(20260703);
  for (const std::int64_t factor : {1, -1, 100, 10000, 37}) {
    for (const std::int64_t limit : {std::int64_t{20}, std::int64_t{1000003}, kRatioLimit}) {
      const Figures a = figures(random, limit / std::abs(factor) + 1);
      const Figures b = figures(random, std::min<std::int64_t>(limit, random() % 2 ? 50 : limit));
      for (const auto* level : kernel_levels()) {
        CAPTURE(std::string(level->level));
        Figures out(kBatch);
        Words zero;
        level->ratio(a.data(), b.data(), factor, out.data(), zero.word.data(), kBatch, none);
        for (std::size_t i = 0; i < kBatch; ++i) {
          REQUIRE(zero.test(i) == (b[i] == 0));
          if (b[i] == 0) continue;
          girs::fixed::Int128 exact = 0;
          REQUIRE(girs::fixed::divide(girs::fixed::Int128{a[i]} * factor, b[i], 0, exact));
          REQUIRE(out[i] == static_cast<std::int64_t>(exact));
        }
      }
    }
  }
}

TEST_CASE("every level multiplies, keeps, selects and drops signs alike") {
  std::mt19937_64 random(20260704);
  const Figures a = figures(random, 1 << 30);
  const Figures b = figures(random, 1 << 30);
  Words bits;
  for (auto& word : bits.word) word = random();
  bits.word[3] = ~std::uint64_t{0};
  for (const auto* level : kernel_levels()) {
    CAPTURE(std::string(level->level));
    Figures product(kBatch);
    Figures chosen(kBatch);
    Figures size(kBatch);
    Figures kept = a;
    level->multiply(a.data(), b.data(), product.data(), kBatch, none);
    level->select(a.data(), b.data(), bits.word.data(), chosen.data(), kBatch, none);
    level->absolute(a.data(), size.data(), kBatch, none);
    level->keep(kept.data(), bits.word.data(), kBatch, none);
    for (std::size_t i = 0; i < kBatch; ++i) {
      REQUIRE(product[i] == a[i] * b[i]);
      REQUIRE(chosen[i] == (bits.test(i) ? a[i] : b[i]));
      REQUIRE(size[i] == std::abs(a[i]));
      REQUIRE(kept[i] == (bits.test(i) ? a[i] : 0));
    }
  }
}
