#pragma once
// The rows of one period for units that are asked about: what the figures of all indicators of a
// regime share, and how the figures of one are put into them.

#include <memory>
#include <vector>

#include "indicator/column_figures.h"
#include "indicator/figure_book.h"
#include "indicator/figure_rows.h"
#include "indicator/question.h"

namespace girs::indicator {

class FigureFrame {
 public:
  /// What is the same in all periods of an answer. All are borrowed.
  struct Setting {
    const report::Workspace& workspace;
    const Question& question;
    const FigureBook& figures;
    FigureWords& words;
    int scale = 0;
  };

  /// Rows for the units that were there. Where they stand in the tree is taken over from
  /// `before`, a frame of the same setting, when that had the same tree; nullptr: none.
  static Result<FigureFrame> of(const Setting& setting, PeriodFigures& figures,
                                const FigureFrame* before);

  /// Whether it stands for figures of the same period and reports.
  bool is_of(const PeriodFigures& figures) const {
    return version_ == figures.columns().version();
  }
  /// The figures of indicator `i` of `figures`, which columns can give. The room of `rows` is
  /// taken over.
  Status fill(const Setting& setting, const Indicator& indicator, PeriodFigures& figures,
              std::size_t i, FigureRows& rows) const;

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;
  struct Place {
    std::uint32_t row = 0, position = 0;
  };
  struct Sum : Place {
    std::int32_t whole = 0, partial = 0;   // the words of its flags, without and with "partial"
  };
  struct Standpoint {
    std::uint32_t position = kNone;   // in the tree
    std::int32_t word = 0;
  };
  class Filling;

  Status add_row(const Setting& setting, PeriodFigures& figures, std::uint32_t position,
                 std::int32_t unit);
  static Result<std::set<std::string>> flags_of(PeriodFigures& figures, std::uint32_t position);

  std::uint64_t version_ = 0;                              // of the columns
  std::shared_ptr<const engine::Units> tree_;
  std::shared_ptr<const std::vector<Standpoint>> units_asked_;   // by unit of the question
  std::uint32_t rows_ = 0;
  std::vector<Place> own_;                 // units that bring a report
  std::vector<Sum> sums_;                  // units that are sums of others
  std::vector<std::uint32_t> blanks_;      // rows of all others
  std::vector<std::uint32_t> row_of_;      // by position, of own_
  std::vector<std::size_t> batches_;       // in which own_ stand
  std::vector<std::int32_t> unit_words_, flag_words_, counts_, expectations_;
  std::vector<std::set<std::string>> flags_;
  Numbers units_, period_, zeros_, derivation_, status_, flags_shared_, counted_, expected_;
};

}  // namespace girs::indicator
