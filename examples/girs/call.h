#pragma once
// The C API as this program calls it: handles that free themselves, and call(), which throws the
// error that a call gave. The program has one place that shows failures (main.cpp), so that its
// commands hold nothing but their work.

#include <memory>
#include <string>
#include <tuple>
#include <utility>

#include "failure.h"
#include "girs/girs.h"

namespace cli {

template <auto kFree>
struct Release {
  template <class T>
  void operator()(T* object) const {
    kFree(object);
  }
};
template <class T, auto kFree>
using Handle = std::unique_ptr<T, Release<kFree>>;

using Store = Handle<girs_store, girs_store_free>;
using Report = Handle<girs_report, girs_report_free>;
using Findings = Handle<girs_findings, girs_findings_free>;
using Key = Handle<girs_key, girs_key_free>;
using Central = Handle<girs_central, girs_central_free>;
using Server = Handle<girs_server, girs_server_free>;
using Calendar = Handle<girs_calendar, girs_calendar_free>;
using Formula = Handle<girs_formula, girs_formula_free>;
using Plan = Handle<girs_plan, girs_plan_free>;
using Bytes = Handle<girs_bytes, girs_bytes_free>;

/// Text goes over the boundary as pointer and length, everything else as it is.
inline auto spread(const std::string& text) { return std::tuple(text.data(), text.size()); }
template <class T>
  requires(!std::is_convertible_v<T, std::string> || std::is_pointer_v<T>)
auto spread(T argument) {
  return std::tuple(argument);
}

/// Calls a girs_* function with its arguments but the last, girs_error**; gives its status.
/// std::string stands for two arguments, text and length. Throws Failure.
template <class Function, class... Arguments>
girs_status call(Function function, const Arguments&... arguments) {
  girs_error* error = nullptr;
  const auto all = std::tuple_cat(spread(arguments)..., std::tuple(&error));
  const girs_status status = std::apply(function, all);
  if (status < 0) throw Failure(status, error);
  return status;
}

inline std::string text_of(const girs_bytes* bytes) {
  return {girs_bytes_data(bytes), girs_bytes_size(bytes)};
}

/// The same for a function whose last argument but one is girs_bytes**; gives these bytes.
template <class Function, class... Arguments>
std::string fetch(Function function, const Arguments&... arguments) {
  girs_bytes* bytes = nullptr;
  call(function, arguments..., &bytes);
  return text_of(Bytes(bytes).get());
}

/// The same for a function that makes an object.
template <class Made, class Function, class... Arguments>
Made make(Function function, const Arguments&... arguments) {
  typename Made::pointer object = nullptr;
  call(function, arguments..., &object);
  return Made(object);
}

}  // namespace cli
