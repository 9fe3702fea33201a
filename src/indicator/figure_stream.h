#pragma once
// The answer to a question as rows in batches, for those who take many figures at once, whatever
// its size. A plain question about figures of reports is answered column by column; any other
// figure by figure, as ask() does.

#include <memory>
#include <optional>
#include <vector>

#include "indicator/asking.h"
#include "indicator/figure_frame.h"
#include "indicator/query.h"

namespace girs::indicator {

class FigureStream {
 public:
  /// As ask(), of any size but where ranks are asked for. The workspace is borrowed until the
  /// stream ends.
  static Result<std::unique_ptr<FigureStream>> open(const report::Workspace& workspace,
                                                    const Query& query);

  /// Decimals that all values have: the most that one of the indicators has, or 2 for what is
  /// derived.
  int scale() const { return scale_; }
  /// The next rows, by period and then by indicator, in the place of those that `rows` holds,
  /// whose room is used again; false after the last. kUnsupported: a value of more than 38 digits
  /// at this scale.
  Result<bool> next(FigureRows& rows);
  /// Words of a column so far; the first is the empty text.
  const std::deque<std::string>& words(Word column) const { return words_.list(column); }

 private:
  /// Indicators of one regime that are computed together: as many as the processor's cache takes.
  struct Group {
    std::vector<const Indicator*> indicators;
    std::unique_ptr<ColumnFigures> figures;
  };
  struct Builder;

  FigureStream(const report::Workspace& workspace, const Query& query)
      : workspace_(workspace),
        query_(query),
        figures_(workspace, query.as_of, query.boundaries) {}

  bool is_by_columns() const;
  Status start();
  void make_groups();
  Status begin_group();
  /// Rows of the indicator that is next, one by one.
  Status by_report(const Indicator& indicator, const Period& period, FigureRows& rows);
  Status add(const Observation& one, Builder& rows);
  FigureFrame::Setting setting() { return {workspace_, question_, figures_, words_, scale_}; }

  report::Workspace workspace_;
  Query query_;
  int scale_ = 0;
  FigureWords words_;
  FigureBook figures_;

  std::unique_ptr<Asking> asking_;          // figure by figure
  std::vector<Observation> observations_;   // its newest, given out in batches
  std::size_t given_ = 0;

  std::vector<Group> groups_;               // by columns
  Question question_;
  std::size_t period_ = 0, group_ = 0, indicator_ = 0;   // the next to be given out
  std::optional<PeriodFigures> at_hand_;                 // of period and group
  std::optional<FigureFrame> frame_;                     // of at_hand_, or of what was before
};

}  // namespace girs::indicator
