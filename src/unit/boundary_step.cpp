#include "unit/boundary_step.h"

#include <algorithm>

#include "unit/share_out.h"
#include "unit/unit_tree_checks.h"

namespace girs {
namespace {

using std::chrono::days;

void forbid(Amount& amount, std::string en, std::string vi) {
  if (!amount.not_comparable) amount.not_comparable = Message{std::move(en), std::move(vi)};
}

/// Adds what comes from one source; a sum that does not fit 34 digits is no sum.
void add_to(Amount& sum, const Amount& part) {
  sum.estimated = sum.estimated || part.estimated;
  sum.missing.insert(part.missing.begin(), part.missing.end());
  if (part.not_comparable) forbid(sum, part.not_comparable->en, part.not_comparable->vi);
  if (!part.value) return;
  sum.value = sum.value ? add(*sum.value, *part.value) : part.value;
  if (!sum.value)
    forbid(sum, "The sum has more than 34 digits.", "Tổng có nhiều hơn 34 chữ số.");
}

}  // namespace

void Carrying::to_target() {
  for (const auto day : days_of_change()) step(day);
  live_until(rule_.target);
  for (const auto& [code, why] : lost_) {
    auto& amount = amounts_[code];
    forbid(amount, why.en, why.vi);
  }
}

/// The days of changes between the figures' day and the target, in the order of the way.
std::vector<Date> Carrying::days_of_change() const {
  const auto [first, last] = std::minmax(day_, rule_.target);
  std::set<Date> on;
  for (const auto* list : {&tree_.changes(), &tree_.data().doubtful})
    for (const auto& change : *list)
      if (change.on > first && change.on <= last) on.insert(change.on);
  std::vector<Date> days_in_order(on.begin(), on.end());
  if (!is_forward()) std::ranges::reverse(days_in_order);
  return days_in_order;
}

std::vector<Carrying::Link> Carrying::links_on(Date day) const {
  std::vector<Link> links;
  const auto take = [&](const UnitChange& change, bool is_doubtful) {
    if (change.on != day) return;
    Link link{change.before, change.after, is_doubtful ? nullptr : &change};
    if (!is_forward()) std::swap(link.source, link.target);
    links.push_back(std::move(link));
  };
  for (const auto& change : tree_.changes()) take(change, false);
  for (const auto& change : tree_.data().doubtful) take(change, true);
  return links;
}

void Carrying::lose(const std::string& code, Date day) {
  const auto on = to_text(day);
  lost_.try_emplace(
      code, is_forward()
                ? Message{"The unit " + code + " ended before " + on +
                              " and no change says where it went.",
                          "Đơn vị " + code + " hết hiệu lực trước ngày " + on +
                              " mà không có thay đổi nào cho biết nhập vào đâu."}
                : Message{"The unit " + code + " began after " + on +
                              " and no change says what it was made of.",
                          "Đơn vị " + code + " có hiệu lực sau ngày " + on +
                              " mà không có thay đổi nào cho biết hình thành từ đâu."});
}

void Carrying::live_until(Date day) {
  const auto [first, last] = std::minmax(day_, day);
  std::erase_if(amounts_, [&, from = first, to = last](const auto& entry) {
    if (!first_gap(tree_, entry.first, from, to)) return false;
    lose(entry.first, day);
    return true;
  });
}

void Carrying::step(Date change_day) {
  const Date eve = change_day - days{1};
  live_until(is_forward() ? eve : change_day);
  day_ = is_forward() ? eve : change_day;
  const Date next_day = is_forward() ? change_day : eve;
  const auto links = links_on(change_day);
  Amounts next;
  carry_links(links, next);
  carry_unlinked(next_day, links, next);
  // What is made of something that is not among the figures is incomplete.
  for (const auto& link : links)
    if (const auto made = next.find(link.target); made != next.end()) {
      if (!amounts_.contains(link.source)) made->second.missing.insert(link.source);
      if (!link.change)
        forbid(made->second,
               "The change of " + link.source + " on " + to_text(change_day) +
                   " has a mistake in the list of changes.",
               "Thay đổi của " + link.source + " ngày " + to_text(change_day) +
                   " có lỗi trong danh sách thay đổi.");
    }
  amounts_ = std::move(next);
  day_ = next_day;
}

void Carrying::carry_links(const std::vector<Link>& links, Amounts& next) {
  std::map<std::string, std::vector<const Link*>> of_source;
  std::map<std::string, std::size_t> sources_of;
  for (const auto& link : links) {
    of_source[link.source].push_back(&link);
    ++sources_of[link.target];
  }
  for (const auto& [source, its_links] : of_source)
    if (const auto amount = amounts_.find(source); amount != amounts_.end())
      carry_source(amount->second, its_links, sources_of, next);
}

void Carrying::carry_source(const Amount& amount, const std::vector<const Link*>& links,
                            const std::map<std::string, std::size_t>& sources_of,
                            Amounts& next) const {
  const bool is_whole = links.size() == 1;
  if (rule_.addition == Addition::kNone) {
    for (const auto* link : links) {
      add_to(next[link->target], amount);
      if (!is_whole || sources_of.at(link->target) > 1)
        forbid(next[link->target],
               "A rate is not added up or shared out; recompute it from numerator and "
               "denominator in these boundaries.",
               "Tỷ lệ không được cộng hay chia; hãy tính lại từ tử số và mẫu số theo địa giới "
               "này.");
    }
  } else if (is_whole) {
    add_to(next[links.front()->target], amount);
  } else {
    share(amount, links, next);
  }
}

/// Why a figure of the unit cannot be shared out among what follows it.
Message Carrying::why_not_shared(const std::string& code) const {
  if (!is_forward())
    return {"The unit " + code + " was made of several units, and nothing tells their parts.",
            "Đơn vị " + code + " được nhập từ nhiều đơn vị, không có căn cứ để tách lại."};
  if (rule_.key.empty())
    return {"The unit " + code + " was split; name the key by which to share its figures out.",
            "Đơn vị " + code + " bị chia tách; hãy nêu khóa phân bổ số liệu."};
  return {"The unit " + code + " was split and no shares by \"" + rule_.key +
              "\" are declared for all its parts.",
          "Đơn vị " + code + " bị chia tách mà không khai báo tỷ lệ theo \"" + rule_.key +
              "\" cho mọi phần."};
}

void Carrying::share(const Amount& amount, const std::vector<const Link*>& links,
                     Amounts& next) const {
  std::vector<UnitChange> parts;
  for (const auto* link : links)
    if (link->change && is_forward()) parts.push_back(*link->change);
  const auto shares = parts.size() == links.size() && !rule_.key.empty()
                          ? share_out(parts, rule_.key)
                          : std::nullopt;
  auto left = amount.value;
  for (std::size_t i = 0; i < links.size(); ++i) {
    const auto* link = links[i];
    Amount part = amount;
    part.value.reset();
    part.estimated = true;
    if (!shares) {
      const auto why = why_not_shared(link->source);
      forbid(part, why.en, why.vi);
    } else if (amount.value && i + 1 < links.size()) {
      const auto product = multiply(*amount.value, shares->shares[i]);
      const auto quotient = product ? divide(*product, shares->total) : std::nullopt;
      const int places = amount.value->scale() + shares->shares[i].scale();
      part.value = shares->total == Decimal(1) ? product
                   : quotient                  ? round_half_away(*quotient, places)
                                               : std::nullopt;
      left = left && part.value ? subtract(*left, *part.value) : std::nullopt;
    } else if (amount.value) {
      part.value = left;  // the last part takes the rest: nothing is lost by rounding
    }
    if (amount.value && shares && !part.value)
      forbid(part, "The share has more than 34 digits.", "Phần được chia có hơn 34 chữ số.");
    add_to(next[link->target], part);
  }
}

/// Units that no change of the day names as their source go on under their code, unless the code
/// got another meaning.
void Carrying::carry_unlinked(Date next_day, const std::vector<Link>& links, Amounts& next) {
  std::set<std::string_view> sources, targets;
  for (const auto& link : links) {
    sources.insert(link.source);
    targets.insert(link.target);
  }
  for (const auto& [code, amount] : amounts_) {
    if (sources.contains(code)) continue;
    const auto* now = tree_.find(code, day_);
    const auto* then = tree_.find(code, next_day);
    if (then == nullptr || (then != now && targets.contains(code))) {
      lose(code, next_day);
      continue;
    }
    const bool is_alone = !next.contains(code) && !targets.contains(code);
    add_to(next[code], amount);
    if (rule_.addition == Addition::kNone && !is_alone)
      forbid(next[code],
             "A rate is not added up; recompute it from numerator and denominator in these "
             "boundaries.",
             "Tỷ lệ không được cộng; hãy tính lại từ tử số và mẫu số theo địa giới này.");
  }
}

}  // namespace girs
