// series import, submit; indicator list, query, review, columns, explain, graph: values from files,
// many figures at once, and what stands behind one.

#include <cstdio>

#include "commands.h"
#include "input.h"
#include "signing.h"
#include "table.h"

namespace cli {
namespace {

struct ImportOptions {
  std::string store, file, vintage, source;
  std::string format = "csv";
};

int import_file(Session& session, const ImportOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  girs_series_import_options how = GIRS_SERIES_IMPORT_OPTIONS;
  how.flags = options.format == "sdmx-csv" ? GIRS_SERIES_SDMX_CSV : 0;
  how.vintage = options.vintage.c_str();
  how.source = options.source.c_str();
  const auto json = fetch(girs_series_import, store.get(),
                          static_cast<const girs_series_import_options*>(&how),
                          read_file(options.file));
  session.answer(json, [&] {
    print_members(session, JsonDocument(json).root(), {"values", "series", "unchanged"});
  });
  return kDone;
}

struct SubmitOptions {
  std::string store, file;
  std::vector<std::string> sign;  // ROLE[:AUTHORITY]=KEYFILE
};

int submit(Session& session, const SubmitOptions& options) {
  const Parties parties(session, options.sign);
  const auto store = session.open(options.store, Session::kWrite);
  const auto pid = fetch(girs_series_submit, store.get(), read_file(options.file),
                         parties.list().data(), parties.list().size());
  JsonWriter out;
  out.open_object();
  out.add("pid", pid);
  out.close_object();
  session.answer(out.text(), [&] {
    std::printf("%s %s\n", session.say("Signed and queued:", "Đã ký và đưa vào hàng chờ gửi:"),
                pid.c_str());
  });
  return kDone;
}

struct ListOptions {
  std::string store;
};

int list(Session& session, const ListOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_indicator_list, store.get());
  session.answer(json, [&] {
    const JsonDocument document(json);
    std::vector<std::vector<std::string>> lines = {
        {session.say("code", "mã"), session.say("name", "tên"), session.say("unit of measure", "đơn vị tính"),
         session.say("from", "nguồn"), session.say("official name", "tên chính thức")}};
    for (const auto& one : document.root().GetArray()) {
      const auto label = [&](const char* name) { return text(member(one, name), session.say("en", "vi")); };
      lines.push_back({text(one, "code"), label("name"), label("unit_of_measure"), text(one, "from"),
                       member(one, "verified").IsTrue() ? session.say("confirmed", "đã xác nhận") : ""});
    }
    print_lines(lines);
  });
  return kDone;
}

struct QueryOptions {
  std::string store, below, all_below, from, to, boundaries, as_of, known_at;
  std::string format = "json";
  std::vector<std::string> indicators, units, by, derive;
};

void add_texts(JsonWriter& out, const char* name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  out.open_array(name);
  for (const auto& one : texts) out.add(nullptr, one);
  out.close_array();
}

void add_text(JsonWriter& out, const char* name, const std::string& text) {
  if (!text.empty()) out.add(name, text);
}

/// "SEX=F;RESIDENCE=U" as {"SEX":"F","RESIDENCE":"U"}; an empty text is the total.
void add_breakdown(JsonWriter& out, const std::string& given) {
  out.open_object();
  for (std::size_t at = 0; at < given.size();) {
    const auto end = std::min(given.find(';', at), given.size());
    const auto one = given.substr(at, end - at);
    const auto equals = one.find('=');
    if (equals == std::string::npos || equals == 0)
      throw WrongUse{"A breakdown is written DIMENSION=MEMBER;..., not '" + given + "'."};
    out.add(one.substr(0, equals).c_str(), one.substr(equals + 1));
    at = end + 1;
  }
  out.close_object();
}

std::string request_of(const QueryOptions& options) {
  JsonWriter out;
  out.open_object();
  add_texts(out, "indicators", options.indicators);
  add_texts(out, "units", options.units);
  add_text(out, "below", options.below);
  add_text(out, "all_below", options.all_below);
  out.add("from", options.from);
  add_text(out, "to", options.to);
  if (!options.by.empty()) {
    out.open_array("breakdowns");
    for (const auto& one : options.by) add_breakdown(out, one);
    out.close_array();
  }
  add_texts(out, "derive", options.derive);
  add_text(out, "boundaries", options.boundaries);
  add_text(out, "as_of", options.as_of);
  add_text(out, "known_at", options.known_at);
  out.close_object();
  return out.text();
}

int query(Session& session, const QueryOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto answer = fetch(girs_indicator_query, store.get(), request_of(options), options.format);
  if (options.format != "json") {
    std::fwrite(answer.data(), 1, answer.size(), stdout);
    return kDone;
  }
  session.answer(answer, [&] {
    const JsonDocument document(answer);
    print_table(session, member(document.root(), "observations"),
                {"indicator", "unit", "unit_name", "period", "derivation", "value", "absent", "error",
                 session.say("unit_of_measure_en", "unit_of_measure"), "status", "flags", "counted", "expected"});
  });
  return kDone;
}

int review(Session& session, const QueryOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_indicator_review, store.get(), request_of(options));
  session.answer(json, [&] {
    const JsonDocument document(json);
    print_table(session, member(document.root(), "alerts"),
                {"kind", "indicator", "unit", "period", "value", "limit", session.say("message_en", "message_vi")});
    std::printf("\n%s\n", session.say("Projections (no figures):", "Dự báo (không phải số liệu):"));
    print_table(session, member(document.root(), "projections"),
                {"indicator", "unit", "period", "value", "low", "high"});
  });
  return kDone;
}

struct ColumnsOptions {
  std::string store;
  bool anew = false;
};

int columns(Session& session, const ColumnsOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  const auto json = fetch(girs_indicator_columns, store.get(), options.anew ? GIRS_COLUMNS_ANEW : 0U);
  session.answer(json, [&] {
    print_members(session, JsonDocument(json).root(), {"written", "kept", "removed"});
  });
  return kDone;
}

/// The one figure that an explanation is of.
struct FigureOptions {
  std::string store, code, unit, period, by, derive, boundaries, as_of, known_at;
  std::string format = "dot";
};

std::string explained(Session& session, const FigureOptions& options, const std::string& format) {
  const auto store = session.open(options.store, Session::kRead);
  QueryOptions asked;
  asked.indicators = {options.code};
  asked.units = {session.unit_or_own(store, options.unit)};
  asked.from = options.period;
  if (!options.by.empty()) asked.by = {options.by};
  if (!options.derive.empty()) asked.derive = {options.derive};
  asked.boundaries = options.boundaries;
  asked.as_of = options.as_of;
  asked.known_at = options.known_at;
  return fetch(girs_indicator_explain_question, store.get(), request_of(asked), format);
}

int explain(Session& session, const FigureOptions& options) {
  const auto json = explained(session, options, "json");
  session.answer(json, [&] { print_tree(session, JsonDocument(json).root()); });
  return kDone;
}

int graph(Session& session, const FigureOptions& options) {
  const auto text = explained(session, options, options.format);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return kDone;
}

void add_figure(const Command<FigureOptions>& command) {
  add_store(command);
  auto& options = *command.options;
  command.app.required("CODE", options.code, "code of the indicator");
  command.app.option("--unit", options.unit, "default: the store's unit");
  command.app.required("--period", options.period, "2025-Q4");
  command.app.option("--by", options.by, "a breakdown, SEX=F;RESIDENCE=U");
  command.app.option("--derive", options.derive,
                     "ytd, moving-3, growth, growth-year, share, index-2010");
  command.app.option("--boundaries", options.boundaries, "in whose boundaries: a day, 2025-07-01");
  command.app.option("--as-of", options.as_of, "only what was published by then");
  command.app.option("--known-at", options.known_at, "only what this store had received by then");
}

/// What a question asks about: for query and review.
void add_question(const Command<QueryOptions>& command) {
  add_store(command);
  auto& options = *command.options;
  command.app.one_or_more("CODE", options.indicators, "codes of indicators");
  command.app.many("--unit", options.units, "a unit; may be given many times");
  command.app.option("--below", options.below, "and the units directly below this one");
  command.app.option("--all-below", options.all_below, "and all units below this one");
  command.app.required("--from", options.from, "first period, 2010");
  command.app.option("--to", options.to, "last period; default: the first");
  command.app.many("--by", options.by, "a breakdown, SEX=F;RESIDENCE=U; may be given many times");
  command.app.option("--boundaries", options.boundaries, "in whose boundaries: a day, 2025-07-01");
  command.app.option("--as-of", options.as_of, "only what was published by then");
  command.app.option("--known-at", options.known_at, "only what this store had received by then");
}

}  // namespace

void add_series_commands(CommandLine app, Session& session) {
  const auto group = app.group("series", "Values of indicators that are delivered");
  const auto command = add_command(group, session, "import", "Takes a file of values, all or none", import_file);
  add_store(command);
  auto& options = *command.options;
  command.app.required("FILE", options.file, "the file, - for standard input");
  command.app.choice("--format", options.format, {"csv", "sdmx-csv"}, "plain CSV or SDMX-CSV 2.0");
  command.app.option("--vintage", options.vintage, "day of publication, 2017-06-30, of lines that name none");
  command.app.option("--source", options.source, "where the file is from");
  const auto submitted = add_command(group, session, "submit",
                                     "Signs one series (JSON) and queues it for sending", submit);
  add_store(submitted);
  submitted.app.required("FILE", submitted.options->file, "the series, - for standard input");
  submitted.app.one_or_more("--sign", submitted.options->sign,
                            "ROLE=KEYFILE or ROLE:AUTHORITY=KEYFILE (preparer, approver:KT., agency-seal)");
}

void add_indicator_queries(CommandLine indicator, Session& session) {
  const auto listed = add_command(indicator, session, "list", "Every indicator with its metadata", list);
  add_store(listed);
  const auto command = add_command(indicator, session, "query",
                                   "Figures over units, periods, breakdowns and derivations", query);
  add_question(command);
  auto& options = *command.options;
  command.app.many("--derive", options.derive,
                   "value, ytd, moving-3, growth, growth-year, share, rank, index-2010");
  command.app.choice("--format", options.format,
                     {"json", "csv", "sdmx-csv", "sdmx-json", "sdmx-structure"},
                     "how the answer is written");
  add_question(add_command(indicator, session, "review",
                           "Missed targets, falling, late and odd figures; projections", review));
  const auto stored = add_command(indicator, session, "columns",
                                  "Stores closed periods by column, for fast questions", columns);
  add_store(stored);
  stored.app.flag("--anew", stored.options->anew, "all of them, from the reports");
  add_figure(add_command(indicator, session, "explain",
                         "What stands behind one figure, down to signed cells", explain));
  const auto drawn = add_command(indicator, session, "graph", "The explanation of a figure as a picture", graph);
  add_figure(drawn);
  drawn.app.choice("--format", drawn.options->format, {"dot", "svg"}, "for Graphviz, or as it is");
}

}  // namespace cli
