#pragma once
// The answer to a question as rows in batches, for those who take many figures at once: texts as
// places in lists of words, values as integers of one scale. A plain question about figures of
// reports is answered column by column, whatever its size; any other as ask() does.

#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "decimal/fixed.h"
#include "indicator/column_figures.h"
#include "indicator/question.h"

namespace girs::indicator {

/// The texts of a row.
enum class Word : std::size_t {
  kIndicator, kUnit, kPeriod, kBreakdown, kDerivation, kWhy, kStatus, kFlags
};
inline constexpr std::array kWordNames = {"indicator", "unit", "period", "breakdown", "derivation",
                                          "why", "status", "flags"};
inline constexpr std::size_t kWordCount = kWordNames.size();

/// Numbers of a column, which batches of the same units share.
using Numbers = std::shared_ptr<const std::vector<std::int32_t>>;

struct FigureRows {
  std::array<Numbers, kWordCount> words;   // places in FigureStream::words()
  std::vector<fixed::Int128> values;       // at the stream's scale; 0 where there is none
  Numbers counted, expected, decimals;
  std::size_t size() const { return values.size(); }
  const Numbers& places(Word column) const { return words[static_cast<std::size_t>(column)]; }
  bool has_value(std::size_t row) const { return (*places(Word::kWhy))[row] == 0; }
};

class FigureStream {
 public:
  /// As ask(). The workspace is borrowed until the stream ends.
  static Result<std::unique_ptr<FigureStream>> open(const report::Workspace& workspace,
                                                    const Query& query);

  /// Decimals that all values have: the most that one of the indicators has, or 2 for what is
  /// derived.
  int scale() const { return scale_; }
  /// The next rows, by period and then by indicator; false after the last. kUnsupported: a value
  /// of more than 38 digits at this scale.
  Result<bool> next(FigureRows& rows);
  /// Words of a column so far; the first is the empty text.
  const std::deque<std::string>& words(Word column) const {
    return lists_[static_cast<std::size_t>(column)].words;
  }

 private:
  struct List {
    std::deque<std::string> words{{}};   // grows, and what stands stays where it is
    std::unordered_map<std::string, std::int32_t> places{{{}, 0}};
    std::int32_t place(const std::string& word);
  };
  /// Indicators of one regime, of which columns are computed together.
  struct Group {
    std::vector<const Indicator*> indicators;
    std::unique_ptr<ColumnFigures> figures;
    std::unique_ptr<ColumnDivision> division;
  };

  FigureStream(const report::Workspace& workspace, const Query& query)
      : workspace_(workspace),
        query_(query),
        figures_(workspace, query.as_of, query.boundaries) {}
  /// A unit's row, whatever the indicator.
  struct Row {
    std::int32_t unit = 0;                     // its word
    std::optional<std::uint32_t> position = {};  // none: it was not there
    std::int32_t counted = 0, expected = 1;
    std::set<std::string> flags = {};
  };
  /// Rows of a period with the columns that they share.
  struct Frame {
    std::vector<Row> rows;
    Numbers units, period, zeros, derivation, status, flags, counted, expected;
  };
  struct Builder;

  bool is_by_columns() const;
  Status start();
  /// Fills ready_ with the rows of the next period.
  Status compute_period();
  Status compute_group(Group& group, const Period& period);
  Status compute_by_report(const Indicator& indicator, const Period& period);
  Result<Frame> frame_of(const PeriodFigures& figures);
  Result<FigureRows> rows_of(const Indicator& indicator, const Frame& frame, const Period& period,
                             const engine::Column& values);
  Status add(const Observation& one, Builder& rows);
  /// The value at the stream's scale, and the word that says why there is none.
  Result<std::pair<fixed::Int128, std::int32_t>> figure(const formula::Value& value);
  std::int32_t place(Word column, const std::string& word) {
    return lists_[static_cast<std::size_t>(column)].place(word);
  }

  report::Workspace workspace_;
  Query query_;
  int scale_ = 0;
  std::array<List, kWordCount> lists_;
  FigureBook figures_;

  std::vector<Observation> observations_;   // of ask(), given out in batches
  std::size_t given_ = 0;

  std::vector<Group> groups_;               // by columns
  Question question_;
  std::size_t period_ = 0;                  // the next to be computed
  std::deque<FigureRows> ready_;
};

}  // namespace girs::indicator
