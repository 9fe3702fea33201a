#pragma once
// The first member of every handle. A binding passes handles as untyped pointers; one of another
// kind is told apart by its mark and refused instead of read as what it is not.

#include <cstdint>
#include <cstring>

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
bool is(const Handle* handle) noexcept {
  Mark mark;
  if (!handle) return false;
  std::memcpy(&mark, static_cast<const void*>(handle), sizeof mark);
  return mark == Handle::kMark;
}

/// What every *_free does: NULL is fine, and a handle of another kind is left alone.
template <class Handle>
void free_handle(Handle* handle) noexcept {
  if (is(handle)) delete handle;
}

}  // namespace girs::capi
