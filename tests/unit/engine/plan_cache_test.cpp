#include "engine/plan_cache.h"

#include <thread>
#include <vector>

#include "doctest/doctest.h"

using namespace girs;
using namespace girs::engine;

namespace {

Shapes shapes() {
  FormShape form;
  form.columns = {"3", "4", "5"};
  return {{"F", form}};
}

Definition definition(const char* name, const char* text) {
  return {name, *formula::Expression::compile(text), {"F"}};
}

}  // namespace

TEST_CASE("a cache gives the plan that it has, for the same definitions only") {
  PlanCache cache;
  const auto get = [&](const char* text) {
    return *cache.get({definition("a", text)}, shapes());
  };
  const auto first = get("[3]=[4]");
  CHECK(get("[3]=[4]") == first);
  CHECK(get("[3]=[5]") != first);
  CHECK(cache.counts().plans == 2);
  CHECK(cache.counts().found == 1);
  CHECK(cache.counts().compiled == 2);
  CHECK(!cache.get({definition("a", "[3]=[4]"), definition("a", "[3]=[5]")}, shapes()));
  CHECK(cache.counts().plans == 2);
}

TEST_CASE("a cache keeps so many plans, those asked for last, and what it drops lives on") {
  PlanCache cache(2);
  const auto get = [&](const char* text) {
    return *cache.get({definition("a", text)}, shapes());
  };
  const auto first = get("[3]=[4]");
  const auto second = get("[3]=[5]");
  (void)get("[3]=[4]");
  (void)get("[4]=[5]");
  CHECK(cache.counts().plans == 2);
  CHECK(get("[3]=[4]") == first);
  CHECK(get("[3]=[5]") != second);
  CHECK(second->definitions().size() == 1);
  PlanCache small(100, 1);   // no plan is that small
  CHECK(small.get({definition("a", "[3]=[4]")}, shapes()));
  CHECK(small.counts().plans == 0);
}

TEST_CASE("threads that ask for the same definitions get one plan") {
  PlanCache cache(3);
  std::vector<std::thread> threads;
  std::vector<std::shared_ptr<const Plan>> plans(40);
  for (std::size_t t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (std::size_t i = t; i < plans.size(); i += 4)
        plans[i] = *cache.get({definition("a", i % 2 ? "[3]=[4]" : "[3]=[5]")}, shapes());
    });
  for (auto& thread : threads) thread.join();
  for (std::size_t i = 2; i < plans.size(); ++i) CHECK(plans[i]->hash() == plans[i % 2]->hash());
  CHECK(cache.counts().plans == 2);
  CHECK(cache.counts().found + cache.counts().compiled == plans.size());
}
