#pragma once
// The first member of every handle. A binding passes handles as untyped pointers; one of another
// kind is told apart by its mark and refused instead of read as what it is not.

#include <cstdint>
#include <cstring>

#include "fork.h"

namespace girs::capi {

/// "girs" and a number for the kind, so that no pointer or size looks like one.
enum class Mark : std::uint64_t {
  kError = 0x7372'6967'0000'0001,
  kBytes,
  kCalendar,
  kStore,
  kFormula,
  kFindings,
  kKey,
  kReport,
  kCentral,
  kServer,
  kPlan,
  kPlanTable,
  kPlanRun,
  kAnswer,
  kCancel,
};

/// Whether a handle that is not NULL is what its type says.
template <class Handle>
bool is_of_kind(const Handle* handle) noexcept {
  Mark mark;
  if (!handle) return false;
  std::memcpy(&mark, static_cast<const void*>(handle), sizeof mark);
  return mark == Handle::kMark;
}

/// Whether it was made in this process, as far as that matters to its kind: one with a `birth`
/// holds files, locks or sockets, which a child must not touch.
template <class Handle>
bool is_of_this_process(const Handle* handle) noexcept {
  if constexpr (requires { handle->birth; }) return handle->birth.is_here();
  else return true;
}

/// Whether a handle can be used.
template <class Handle>
bool is(const Handle* handle) noexcept {
  return is_of_kind(handle) && is_of_this_process(handle);
}

/// What every *_free does: NULL is fine, and a handle of another kind or of the parent process is
/// left alone.
template <class Handle>
void free_handle(Handle* handle) noexcept {
  if (is(handle)) delete handle;
}

}  // namespace girs::capi
