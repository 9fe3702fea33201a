// Obligations of a country: 4,000 units under 30 regimes for one year, generated, and asked for
// by subtree.

#include "bench/bench.h"
#include "bench/regimes.h"
#include "report/obligation_book.h"

namespace bench {

void obligations(Report& report) {
  const auto catalog = country_under_regimes();
  const auto from = girs::make_date(kYear, 1, 1);
  const auto to = girs::make_date(kYear, 12, 31);
  std::size_t records = 0;
  const double generated = best_of(3, [&] {
    records = made(girs::report::ObligationBook::make(catalog, from, to)).size();
  });
  struct Record { std::uint32_t unit; std::uint32_t due; };
  const double written = best_of(3, [&] {
    std::vector<Record> plain;
    for (std::size_t i = 0; i < records; ++i) plain.push_back({static_cast<std::uint32_t>(i), 0});
    keep(plain);
  });
  const auto data = std::to_string(records) + " records";
  report.push_back({"obligations-generate", generated, "s", 3, "the same records pushed into a vector", written, data});

  const auto book = made(girs::report::ObligationBook::make(catalog, from, to));
  std::size_t found = 0;
  const double asked = best_of(20, [&] {
    found = 0;
    book.each("120", from, to, [&](const auto&, const auto& one) { found += one.position != 0; });
    keep(found);
  });
  std::size_t walked = 0;
  const double all = best_of(5, [&] {
    walked = 0;
    for (const auto& opening : book.openings())
      for (const auto& one : opening.owed) {
        const auto due = opening.due(one).date;
        const auto& unit = opening.unit(one);
        if (from <= due && due <= to && (unit.parent == "120" || unit.code == "120")) ++walked;
      }
    keep(walked);
  });
  if (found != walked) give_up("The subtree and the walk over everything disagree.");
  report.push_back({"obligations-of-subtree", asked * 1e3, "ms", 20, "every record looked at", all * 1e3,
                    std::to_string(found) + " records"});
}

}  // namespace bench
