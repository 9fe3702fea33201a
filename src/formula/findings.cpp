#include "formula/findings.h"

#include "base/suggestion.h"
#include "base/text.h"
#include "formula/refusal.h"

namespace girs::formula {

void Findings::add(const Node& node, Message message, std::string suggestion) {
  Details details = place_details(source_, node.place.offset);
  if (!suggestion.empty()) details.emplace_back("suggestion", std::move(suggestion));
  list_.push_back({std::move(message), std::move(details)});
}

void Findings::warn(const Node& node, Message message) {
  warnings_.push_back({std::move(message), place_details(source_, node.place.offset)});
}

void Findings::add_unknown(const Node& node, Message message, const std::string& wanted,
                           const std::vector<std::string>& names) {
  const std::string text = print(node);
  const Message hint = did_you_mean(wanted, names);
  add(node, {text + ": " + message.en + hint.en, text + ": " + message.vi + hint.vi},
      nearest(wanted, names).value_or(""));
}

}  // namespace girs::formula
