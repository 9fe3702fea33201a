// report show, history, list.

#include <algorithm>
#include <cstdio>

#include "report_target.h"
#include "table.h"
#include "words.h"

namespace cli {
namespace {

/// A cell as it is printed on the form.
std::string shown(const Session& session, const Json& cell) {
  if (!cell.IsObject()) return text(cell);
  if (cell.HasMember("absent")) return word_for_value(session, "state", text(cell, "absent"));
  return text(cell, "value") + (cell.HasMember("flags") || cell.HasMember("note") ? "*" : "");
}

/// The columns that a part's rows have cells in: c3, c4, ... c10 in the order of their numbers.
std::vector<std::string> columns_of(const Json& rows) {
  std::vector<std::string> columns;
  for (const auto& row : rows.GetArray())
    for (const auto& [name, cell] : member(row, "cells").GetObject())
      if (std::find(columns.begin(), columns.end(), name.GetString()) == columns.end())
        columns.emplace_back(name.GetString());
  std::sort(columns.begin(), columns.end(), [](const std::string& a, const std::string& b) {
    return std::pair(a.size(), a) < std::pair(b.size(), b);
  });
  return columns;
}

void print_rows(const Session& session, const Json& rows) {
  const auto columns = columns_of(rows);
  std::vector<std::vector<std::string>> lines = {{word_for_name(session, "row")}};
  lines.front().insert(lines.front().end(), columns.begin(), columns.end());
  for (const auto& row : rows.GetArray()) {
    lines.push_back({text(row, "key")});
    for (const auto& column : columns)
      lines.back().push_back(shown(session, member(member(row, "cells"), column.c_str())));
  }
  print_lines(lines);
}

/// Texts above the table, or the sections of an outline, as they were written.
void print_texts(const Session& session, const Json& form) {
  const auto& texts = member(form, "header");
  if (!texts.IsObject()) return;
  std::vector<std::vector<std::string>> lines;
  for (const auto& [code, value] : texts.GetObject())
    lines.push_back({code.GetString(), shown(session, value)});
  if (!lines.empty()) print_lines(lines);
}

void print_members_of(const Session& session, const Json& members) {
  std::vector<std::vector<std::string>> lines = {
      {word_for_name(session, "unit"), word_for_name(session, "index"), word_for_name(session, "pid"),
       word_for_name(session, "excluded")}};
  for (const auto& one : members.GetArray()) {
    const auto& excluded = member(one, "excluded");
    lines.push_back({text(one, "unit"), text(one, "index"), text(one, "pid"),
                     excluded.IsObject() ? text(excluded, "text") : std::string()});
  }
  print_lines(lines);
}

void print_report(const Session& session, const Json& report) {
  print_members(session, report,
                {"regime", "unit", "unit_name", "period", "scope", "rev", "kind", "state", "window", "pid"});
  const char* note = session.say("note_en", "note");
  if (const auto& outbox = member(report, "outbox"); outbox.IsObject())
    std::printf("%s  %s%s%s\n", session.say("delivery", "gửi nhận"),
                word_for_value(session, "state", text(outbox, "state")).c_str(),
                text(outbox, note).empty() ? "" : ": ", text(outbox, note).c_str());
  for (const auto& [code, form] : member(report, "forms").GetObject()) {
    std::printf("\n%s %s\n", word_for_name(session, "form").c_str(), code.GetString());
    print_texts(session, form);
    for (const auto& part : member(form, "parts").GetObject())
      if (!part.value.Empty()) print_rows(session, part.value);
  }
  if (!member(report, "explanations").Empty()) {
    std::printf("\n%s\n", word_for_name(session, "explanations").c_str());
    print_table(session, member(report, "explanations"), {"form", "row", "rule", "text"});
  }
  if (!member(report, "members").Empty()) {
    std::printf("\n%s\n", word_for_name(session, "members").c_str());
    print_members_of(session, member(report, "members"));
  }
}

int show(Session& session, const ReportOnly& target) {
  const auto store = session.open(target.store, Session::kRead);
  const auto json = fetch(girs_report_show, open_report(store, target).get());
  session.answer(json, [&] { print_report(session, JsonDocument(json).root()); });
  return kDone;
}

int history(Session& session, const ReportOnly& target) {
  const auto store = session.open(target.store, Session::kRead);
  const auto json = fetch(girs_report_history, open_report(store, target).get());
  session.answer(json, [&] {
    print_table(session, JsonDocument(json).root(), {"rev", "at", "actor", "action", "detail"});
  });
  return kDone;
}

struct ListOptions {
  std::string store;
};

int list(Session& session, const ListOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_report_list, store.get());
  session.answer(json, [&] {
    print_table(session, JsonDocument(json).root(),
                {"regime", "unit", "period", "scope", "rev", "state", "pid"});
  });
  return kDone;
}

}  // namespace

void add_report_view_commands(CommandLine report, Session& session) {
  add_target(add_command(report, session, "show", "The report with its cells", show));
  add_target(add_command(report, session, "history", "Who did what when", history));
  add_store(add_command(report, session, "list", "Every report of the store", list));
}

}  // namespace cli
