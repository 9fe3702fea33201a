// Code lists: {"schema":"girs.code-list/1", ...}.

#include <algorithm>
#include <set>

#include "catalog/document.h"
#include "catalog/readers.h"

namespace girs {

using json::Node;

const CodeList::Item* CodeList::find(std::string_view wanted) const {
  const auto found = std::ranges::find(items, wanted, &Item::code);
  return found == items.end() ? nullptr : &*found;
}

CodeListDocument read_code_list(const Node& node) {
  CodeListDocument document{node};
  auto& list = document.list;
  node.only({"schema", "code", "version", "title", "items", "note", "source"});
  check_remarks(node);
  list.code = node.member("code").code();
  list.version = static_cast<int>(node.member("version").integer(1, kVersionMax));
  list.title = read_label(node.member("title"));
  std::set<std::string, std::less<>> seen;
  node.member("items").each([&](Node item) {
    item.only({"code", "title", "note", "source"});
    check_remarks(item);
    CodeList::Item read{item.member("code").code(), read_label(item.member("title"))};
    if (!read.code.empty() && !seen.insert(read.code).second)
      item.mistake("The code \"" + read.code + "\" is on the list twice.",
                   "Mã \"" + read.code + "\" có hai lần trong danh mục.");
    list.items.push_back(std::move(read));
  });
  return document;
}

}  // namespace girs
