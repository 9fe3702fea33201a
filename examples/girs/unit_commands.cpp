// unit: units and agencies through time, and the national lists that they come from.

#include <cstdio>

#include "commands.h"
#include "input.h"
#include "table.h"
#include "words.h"

namespace cli {
namespace {

struct UnitOptions {
  std::string store, unit, day, subject;
};

void print_rows(const Session& session, const std::string& json,
                const std::vector<const char*>& columns) {
  const JsonDocument document(json);
  print_table(session, document.root(), columns);
}

void print_units(const Session& session, const std::string& json) {
  print_rows(session, json, {"code", "name", "kind", "parent"});
}

void print_all(const Session& session, const std::string& json) {
  const JsonDocument document(json);
  print_tree(session, document.root());
}

int show(Session& session, const UnitOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_unit_show, store.get(), options.unit, options.day);
  session.answer(json, [&] { print_all(session, json); });
  return kDone;
}

int tree(Session& session, const UnitOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_unit_tree, store.get(), options.unit, options.day);
  session.answer(json, [&] { print_units(session, json); });
  return kDone;
}

int members(Session& session, const UnitOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_unit_members, store.get(), options.unit, options.subject, options.day);
  session.answer(json, [&] { print_units(session, json); });
  return kDone;
}

template <auto kFunction>
int changes(Session& session, const UnitOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(kFunction, store.get(), options.unit, options.day);
  session.answer(json, [&] {
    print_rows(session, json, {"before", "after", "on", "whole", "shares"});
  });
  return kDone;
}

struct FindOptions {
  std::string store, name, day, below;
};

int find(Session& session, const FindOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_unit_find, store.get(), options.name, options.day, options.below);
  session.answer(json, [&] {
    print_rows(session, json, {"code", "name", "kind", "parent", "matched", "exact"});
  });
  return json == "[]" ? kNegative : kDone;
}

struct ConvertOptions {
  std::string store, request;
};

/// The figures as lines; why one is not comparable in the session's language.
std::vector<std::vector<std::string>> lines_of(const Session& session, const Json& figures) {
  constexpr const char* kColumns[] = {"period", "unit", "value", "estimated", "missing"};
  std::vector<std::vector<std::string>> lines(1);
  for (const char* column : kColumns) lines[0].push_back(word_for_name(session, column));
  lines[0].push_back(word_for_name(session, "not_comparable"));
  for (const auto& figure : figures.GetArray()) {
    std::string missing;
    for (const auto& part : member(figure, "missing").GetArray())
      missing += (missing.empty() ? "" : " ") + text(part);
    const auto& why = member(figure, "not_comparable");
    const bool estimated = member(figure, "estimated").IsTrue();
    lines.push_back({text(figure, "period"), text(figure, "unit"), text(figure, "value"),
                     estimated ? session.say("yes", "có") : "", missing,
                     why.IsObject() ? text(why, session.language.c_str()) : ""});
  }
  return lines;
}

int convert(Session& session, const ConvertOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_unit_convert, store.get(), read_file(options.request));
  session.answer(json, [&] {
    const JsonDocument document(json);
    print_lines(lines_of(session, document.root()));
  });
  return kDone;
}

struct AgencyOptions {
  std::string code;
};

int agency(Session& session, const AgencyOptions& options) {
  const auto json = fetch(girs_agency_read, options.code);
  session.answer(json, [&] { print_all(session, json); });
  return kDone;
}

struct ImportOptions {
  std::vector<std::string> lists;
  std::string out, code = "units", source, top, top_name, changed_on, complete;
  unsigned version = 1;
  bool lenient = false;
};

/// A list with the days beside its name: "old.csv@..2025-06-30".
struct List {
  std::string path, bytes, from, to;
  explicit List(const std::string& word) : path(word) {
    if (const auto at = word.rfind('@'); at != std::string::npos) {
      const auto dots = word.find("..", at);
      if (dots == std::string::npos)
        throw WrongUse{"The days of a list are written LIST@FROM..TO; either may be left out."};
      path = word.substr(0, at);
      from = word.substr(at + 1, dots - at - 1);
      to = word.substr(dots + 2);
    }
    bytes = read_file(path);
  }
};

const char* text_or_null(const std::string& text) { return text.empty() ? nullptr : text.c_str(); }

/// The sentences of a lenient import's mistakes, with their places, to standard error.
void print_mistakes(const Session& session, const std::string& mistakes) {
  const JsonDocument document(mistakes);
  for (const auto& mistake : document.root().GetArray())
    std::fprintf(stderr, "  - %s:%s: %s\n", text(mistake, "file").c_str(),
                 text(mistake, "line").c_str(),
                 text(mistake, session.vietnamese() ? "message_vi" : "message_en").c_str());
}

/// The document and, in `mistakes`, what a lenient import tells.
std::string import_lists(const ImportOptions& options, std::string& mistakes) {
  const std::vector<List> lists(options.lists.begin(), options.lists.end());
  std::vector<girs_unit_table> tables;
  for (const auto& list : lists) {
    girs_unit_table table = GIRS_UNIT_TABLE;
    table.name = list.path.c_str();
    table.data = list.bytes.data();
    table.size = list.bytes.size();
    table.from = text_or_null(list.from);
    table.to = text_or_null(list.to);
    tables.push_back(table);
  }
  girs_unit_import_options how = GIRS_UNIT_IMPORT_OPTIONS;
  how.flags = options.lenient ? GIRS_UNIT_IMPORT_LENIENT : 0u;
  how.version = options.version;
  how.code = options.code.c_str();
  how.source = text_or_null(options.source);
  how.top = text_or_null(options.top);
  how.top_name = text_or_null(options.top_name);
  how.changed_on = text_or_null(options.changed_on);
  how.complete_kinds = text_or_null(options.complete);
  girs_bytes* document = nullptr;
  girs_bytes* told = nullptr;
  call(girs_unit_import, tables.data(), tables.size(), &how, &document, &told);
  const Bytes kept(document), kept_told(told);
  mistakes = text_of(told);
  return text_of(document);
}

int import(Session& session, const ImportOptions& options) {
  std::string mistakes;
  write_file(options.out, import_lists(options, mistakes));
  if (session.json) {
    JsonWriter out;
    out.open_object();
    out.add("document", options.out);
    out.add_json("mistakes", mistakes);
    out.close_object();
    std::printf("%s\n", out.text().c_str());
  } else {
    print_mistakes(session, mistakes);
    session.done(options.out + " is ready for `girs catalog load`.",
                 options.out + " đã sẵn sàng để nạp bằng `girs catalog load`.");
  }
  return mistakes == "[]" ? kDone : kNegative;
}

void add_import(CommandLine unit, Session& session) {
  const auto command = add_command(
      unit, session, "import", "Makes a document of the catalogue of national lists (CSV)", import);
  auto& options = *command.options;
  command.app.one_or_more("LIST", options.lists,
                          "CSV of versions (code,name,..) or changes (old_code,new_code,..); "
                          "LIST@..2025-06-30 gives days to a list without dates");
  command.app.required("--out", options.out, "the document to write, for `girs catalog load`");
  command.app.option("--code", options.code, "code of the document; default: units");
  command.app.number("--version", options.version, 1, 1'000'000, "of the document; default: 1");
  command.app.option("--source", options.source, "where the lists are from");
  command.app.option("--top", options.top, "code of the unit above those without a parent");
  command.app.option("--top-name", options.top_name, "makes that unit, a country");
  command.app.option("--changed-on", options.changed_on, "day of changes without a column \"on\"");
  command.app.option("--complete", options.complete,
                     "kinds for which the changes claim to be complete: province,commune");
  command.app.flag("--lenient", options.lenient,
                   "import what is right and tell the rest (exit 1 then)");
}

}  // namespace

void add_unit_commands(CommandLine app, Session& session) {
  const auto unit = app.group("unit", "Units and agencies through time");
  const auto add_unit = [&](const char* name, const char* about,
                            int (*run)(Session&, const UnitOptions&)) {
    const auto command = add_command(unit, session, name, about, run);
    add_store(command);
    command.app.required("UNIT", command.options->unit, "code of the unit");
    command.app.required("--on", command.options->day,
                         "the day: a code means different units on different days");
    return command;
  };
  add_unit("show", "A unit as it is on a day", show);
  add_unit("tree", "The units below one on a day", tree);
  add_unit("successors", "What became of a unit by the next change", changes<girs_unit_successors>);
  add_unit("predecessors", "What a unit was made of by the last change",
           changes<girs_unit_predecessors>);
  const auto reports_to = add_unit("members", "The units that report to one on a day", members);
  reports_to.app.option("--for", reports_to.options->subject, "code of a form or regime");

  const auto by_name = add_command(unit, session, "find", "Units by name, accents or not", find);
  add_store(by_name);
  by_name.app.required("NAME", by_name.options->name, "\"ca mau\", \"TP. Huế\"");
  by_name.app.required("--on", by_name.options->day, "the day");
  by_name.app.option("--below", by_name.options->below, "only units below this one");

  const auto figures = add_command(unit, session, "convert",
                                   "Reads figures in the boundaries of another day", convert);
  add_store(figures);
  figures.app.required("REQUEST", figures.options->request,
                       "JSON as in girs/unit.h, girs_unit_convert; - for standard input");
  add_import(unit, session);
  const auto identifier = add_command(unit, session, "agency",
                                      "An electronic identifier of an agency, both notations", agency);
  identifier.app.required("CODE", identifier.options->code, "G14.04 or 000.00.04.G14");
}

}  // namespace cli
