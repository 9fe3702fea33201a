#include "central/read_book.h"

#include <memory>

namespace girs::central {
namespace {

constexpr std::int64_t kReadsMax = 1000;

json::Value read_json(const store::ReadRow& row) {
  json::Value one;
  one.set("id", row.id);
  one.set("at", to_rfc3339(Time{std::chrono::seconds{row.at}}));
  one.set("keyid", row.keyid);
  one.set("unit", row.unit);
  one.set("person", row.person.empty() ? json::Value() : json::Value(row.person));
  one.set("call", row.call);
  one.set("about", row.about);
  one.set("rule", row.rule.empty() ? json::Value() : json::Value(row.rule));
  one.set("items", row.items);
  return one;
}

}  // namespace

Status ReadBook::record(store::ReadRow row) {
  std::unique_lock lock(mutex_);
  if (!open_) open_ = std::make_shared<Page>();
  const auto page = open_;
  page->rows.push_back(std::move(row));
  turned_.wait(lock, [&] { return page->done || !writing_; });
  if (page->done) return page->written;
  // The first one to wake writes the page for all that are on it.
  writing_ = true;
  open_.reset();
  lock.unlock();
  Status written = error(Code::kInternal, "Who read could not be recorded.",
                         "Không ghi được nhật ký truy cập.");
  try {
    written = store_.write([&](store::Connection& connection) -> Status {
      for (const auto& one : page->rows) GIRS_CHECK(store::insert_read(connection, one));
      return ok();
    });
  } catch (...) {  // no memory: nothing was written, and nobody must wait for ever
  }
  lock.lock();
  page->written = written;
  page->done = true;
  writing_ = false;
  turned_.notify_all();
  return written;
}

Result<json::Value> reads(store::Store& store, std::int64_t since, std::string_view unit) {
  json::Value list = json::Array{};
  std::int64_t last = since, count = 0;
  GIRS_CHECK(store.read([&](store::Connection& connection) {
    return store::each_read(connection, since, kReadsMax, unit, [&](const store::ReadRow& row) {
      list.push(read_json(row));
      last = row.id;
      ++count;
      return ok();
    });
  }));
  json::Value shown;
  shown.set("reads", std::move(list));
  shown.set("next", count == kReadsMax ? json::Value(last) : json::Value());
  return shown;
}

}  // namespace girs::central
