// Other names, groups and routes.

#include <doctest/doctest.h>

#include "unit/unit/small_country.h"

namespace girs {
namespace {

UnitData small_data() {
  UnitData data;
  data.units = small_country_versions();
  data.changes = small_country_changes();
  return data;
}

std::string codes(const std::vector<const UnitVersion*>& units) {
  std::string text;
  for (const auto* unit : units) text += unit->code + " ";
  return text;
}

std::string names(const UnitTree& tree, std::string_view name, Date day,
                  std::string_view below = {}) {
  std::string text;
  for (const auto& match : tree.find_by_name(name, day, below))
    text += match.unit->code + (match.exact ? "= " : "~ ");
  return text;
}

/// The first mistake in `data`.
std::string refusal(UnitData data) {
  std::vector<UnitMistake> found;
  if (UnitTree::make(std::move(data), &found)) return "none";
  CHECK_FALSE(found.front().mistake.message.vi.empty());
  return found.front().mistake.message.en;
}

bool mentions(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

constexpr std::string_view kForm = "II.06a";
constexpr std::string_view kRegime = "KSTTHC";

}  // namespace

TEST_CASE("a name is found without diacritics, case or the word for the kind") {
  const auto tree = small_country();
  CHECK(names(tree, "ca mau", kMerger) == "96~ ");
  CHECK(names(tree, "Tỉnh Cà Mau", kMerger) == "96= ");
  CHECK(names(tree, "CÀ MAU", kMerger) == "96= ");
  CHECK(names(tree, "  tinh   ca-mau ", kMerger) == "96~ ");
  CHECK(names(tree, "tp dong nai", date("2026-05-01")) == "75~ ");
  CHECK(names(tree, "TP. Đồng Nai", date("2026-05-01")) == "75= ");
  CHECK(names(tree, "tinh dong nai", date("2026-05-01")) == "75~ ");  // by its former kind
  CHECK(names(tree, "dat moi", kMerger) == "32201~ ");
  CHECK(names(tree, "", kMerger).empty());
  CHECK(names(tree, "tỉnh", kMerger).empty());
}

TEST_CASE("all candidates come with what they are, those of the day only") {
  const auto tree = small_country();
  CHECK(names(tree, "nam can", kEve) == "32191~ 973~ ");
  CHECK(names(tree, "huyện năm căn", kEve) == "973= ");
  CHECK(names(tree, "nam can", kMerger) == "32191~ ");
  CHECK(names(tree, "bac ninh", kEve) == "27~ ");
  CHECK(names(tree, "bac ninh", kMerger) == "24~ ");
  CHECK(names(tree, "nam can", kEve, "973") == "32191~ ");
  CHECK(names(tree, "nam can", kEve, "24").empty());
}

TEST_CASE("the tone may stand on either vowel, and accents tell candidates apart") {
  const std::vector<UnitVersion> versions{
      {"1", "Xã Tân Hòa", "commune", "", std::nullopt, std::nullopt},
      {"2", "Xã Tân Hoa", "commune", "", std::nullopt, std::nullopt},
      {"3", "Phường 05", "commune", "", std::nullopt, std::nullopt},
      {"4", "Xã Ea H'leo", "commune", "", std::nullopt, std::nullopt}};
  const auto tree = *UnitTree::make(versions, {});
  CHECK(names(tree, "Tân Hoà", kEve) == "1= 2~ ");
  CHECK(names(tree, "tân hoa", kEve) == "2= 1~ ");
  CHECK(names(tree, "phường 5", kEve) == "3= ");
  CHECK(names(tree, "ea hleo", kEve) == "4= ");
}

TEST_CASE("an alias is a name for its days") {
  auto data = small_data();
  data.aliases = {{"96", "Minh Hải", {kMerger, date("2025-12-31")}}};
  const auto tree = *UnitTree::make(std::move(data));
  CHECK(names(tree, "minh hai", kMerger) == "96~ ");
  CHECK(tree.find_by_name("minh hai", kMerger).front().name == "Minh Hải");
  CHECK(names(tree, "minh hai", date("2026-01-01")).empty());
}

TEST_CASE("a fact about a code must end before the code changes its meaning") {
  auto data = small_data();
  data.aliases = {{"24", "Kinh Bắc"}};
  CHECK(mentions(refusal(data), "must end before the unit 24 changes and begin anew from then: on "
                                "2025-07-01"));
  data.aliases = {{"24", "Kinh Bắc", {kMerger, std::nullopt}}};
  CHECK(refusal(data) == "none");
  data.aliases = {{"27", "Kinh Bắc", {std::nullopt, kMerger}}};
  CHECK(mentions(refusal(data), "names the unit 27, which is not in force on 2025-07-01"));
  data.aliases = {{"99", "Không"}};
  CHECK(mentions(refusal(data), "names the unit 99"));
  data.aliases = {{"75", "Không", {kMerger, kEve}}};
  CHECK(mentions(refusal(data), "ends before it begins"));
}

TEST_CASE("a group holds by date, and what lies below a member lies in it") {
  auto data = small_data();
  data.members = {{"mekong", "95", {std::nullopt, kEve}},
                  {"mekong", "96", {std::nullopt, kEve}},
                  {"mekong", "96", {kMerger, std::nullopt}},
                  {"coast", "32201", {kMerger, date("2025-12-31")}}};
  const auto tree = *UnitTree::make(data);
  CHECK(codes(tree.group("mekong", kEve)) == "95 96 ");
  CHECK(codes(tree.group("mekong", kMerger)) == "96 ");
  CHECK(tree.is_member("96", "mekong", kMerger));
  CHECK_FALSE(tree.is_member("32201", "mekong", kMerger));
  CHECK(tree.in_group("32201", "mekong", kMerger));
  CHECK(tree.in_group("32201", "coast", kMerger));
  CHECK_FALSE(tree.in_group("32201", "coast", date("2026-01-01")));
  CHECK_FALSE(tree.in_group("96", "coast", kMerger));
  data.members.push_back({"coast", "32201", {date("2025-10-01"), std::nullopt}});
  CHECK(mentions(refusal(data), "listed twice in the group \"coast\""));
}

TEST_CASE("a route comes before the tree, the more particular one first") {
  auto data = small_data();
  data.routes = {{"32201", "75", std::string(kForm), {kMerger, std::nullopt}},
                 {"32201", "24", "", {kMerger, date("2025-12-31")}}};
  const auto tree = *UnitTree::make(std::move(data));
  const std::vector<std::string_view> form{kForm, kRegime}, regime{kRegime};
  CHECK(tree.aggregator_of("32201", form, kMerger)->code == "75");
  CHECK(tree.aggregator_of("32201", regime, kMerger)->code == "24");
  CHECK(tree.aggregator_of("32201", regime, date("2026-01-01"))->code == "96");
  CHECK(tree.aggregator_of("32191", form, kMerger)->code == "96");
  CHECK(tree.aggregator_of("VN", form, kMerger) == nullptr);
  CHECK(codes(tree.members_of("96", form, kMerger)) == "32191 ");
  CHECK(codes(tree.members_of("96", regime, date("2026-01-01"))) == "32191 32201 ");
  CHECK(codes(tree.members_of("75", form, kMerger)) == "32201 ");
  CHECK(codes(tree.members_of("24", regime, kMerger)) == "32201 ");
  CHECK(tree.members_of("75", regime, kMerger).empty());
  CHECK(tree.reports_to("32201", "75", kForm, kMerger));
  CHECK_FALSE(tree.reports_to("32201", "96", kForm, kMerger));
  CHECK_FALSE(tree.reports_to("VN", "", kForm, kMerger));
}

TEST_CASE("routes that overlap or run in a circle are refused") {
  auto data = small_data();
  const DaysOfUnit now{kMerger, std::nullopt};
  data.routes = {{"32201", "75", "F", now}, {"32201", "24", "F", {date("2026-01-01"), {}}}};
  CHECK(mentions(refusal(data), "has two routes (F) on the same days"));
  data.routes = {{"96", "32201", "F", now}};
  CHECK(mentions(refusal(data), "runs in a circle on 2025-07-01"));
  data.routes = {{"32201", "32201", "", now}};
  CHECK(mentions(refusal(data), "runs in a circle"));
  data.routes = {{"24", "96", "F", now}, {"96", "24", "F", {date("2026-03-01"), {}}}};
  CHECK(mentions(refusal(data), "runs in a circle on 2026-03-01"));
  data.routes = {{"24", "96", "F", now}, {"96", "24", "G", now}};
  CHECK(refusal(data) == "none");
  data.routes = {{"24", "27", "F", now}};
  CHECK(mentions(refusal(data), "names the unit 27, which is not in force on 2025-07-01"));
}

TEST_CASE("a day that is claimed to be complete loses no unit and makes none of nothing") {
  auto data = small_data();
  data.complete = {{kMerger, {"province", "commune"}}};
  CHECK(refusal(data) == "none");
  auto lost = data;
  std::erase_if(lost.changes, [](const UnitChange& change) { return change.before == "95"; });
  CHECK(mentions(refusal(lost), "lose the unit 95"));
  auto swallowed = data;
  std::erase_if(swallowed.changes, [](const UnitChange& c) { return c.before == "24"; });
  CHECK(mentions(refusal(swallowed), "lose the unit 24 (Tỉnh Bắc Giang)"));
  auto born = data;
  born.units.push_back({"31", "Tỉnh Mới", "province", "VN", kMerger, std::nullopt});
  CHECK(mentions(refusal(born), "no change says what it was made of"));
  auto leaking = data;
  for (auto& change : leaking.changes)
    if (!change.whole) change.shares["area"] = *Decimal::parse("0.4");
  CHECK(mentions(refusal(leaking), "do not make up the whole unit"));
}

}  // namespace girs
