#pragma once
// The figures of a question one after another, so that an answer of any size can be given out in
// portions.

#include <memory>
#include <vector>

#include "indicator/query.h"
#include "indicator/question.h"

namespace girs::indicator {

/// The same question as of the vintages that the store has now, so that what is imported between
/// two portions of an answer is in none of them. Reports are not bound by it.
Result<Query> of_this_moment(const report::Workspace& workspace, Query query);

class Asking {
 public:
  /// As ask(), with kInvalidArgument for more than `limit` figures. The workspace is borrowed.
  static Result<std::unique_ptr<Asking>> begin(const report::Workspace& workspace,
                                               const Query& query, std::size_t limit);

  /// How many figures there are at most.
  std::size_t count() const;
  /// Adds the next `count` figures to `list`, by indicator, breakdown, derivation, unit and period;
  /// fewer at the end, none after it. Ranks come with all of their breakdown at once.
  Status next(std::size_t count, std::vector<Observation>& list);
  /// The vintages that the figures so far stand on.
  VintageNames vintages() const { return figures_.vintages(); }

 private:
  Asking(const report::Workspace& workspace, const Query& query)
      : query_(query), figures_(workspace, query.as_of, query.boundaries), deriving_(figures_) {}

  Status begin_indicator(const Indicator& indicator);
  void add_figures(const Indicator& indicator, std::size_t until, std::vector<Observation>& list);
  void rank(std::vector<Observation>& list, std::size_t from) const;
  void end_units();

  const Query query_;
  FigureBook figures_;
  Deriving deriving_;
  Question question_;
  std::vector<std::optional<Date>> days_;   // of the periods
  // The figure that is next:
  std::size_t indicator_ = 0, breakdown_ = 0, derivation_ = 0, unit_ = 0, period_ = 0;
};

}  // namespace girs::indicator
