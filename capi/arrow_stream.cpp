// The C side of an ArrowTable: structs with release functions, as the Arrow specification has
// them. Schemas and arrays share the table, so each may be moved, kept and released by itself.

#include <cerrno>
#include <memory>
#include <new>

#include "arrow_table.h"

namespace girs::capi {
namespace {

using Shared = std::shared_ptr<const ArrowTable>;

/// What the struct of one column points into; the parent's struct owns the children's memory.
template <class Struct>
struct Node {
  Shared table;
  const void* buffers[3] = {nullptr, nullptr, nullptr};
  std::vector<Struct> children = {};
  std::vector<Struct*> pointers = {};
};

template <class Struct>
void release(Struct* item) {
  for (std::int64_t i = 0; i < item->n_children; ++i)
    if (item->children[i]->release) item->children[i]->release(item->children[i]);
  delete static_cast<Node<Struct>*>(item->private_data);
  item->release = nullptr;
}

/// A node with `count` children to fill in; `out` owns it from here on.
template <class Struct>
Node<Struct>& adopt(Struct* out, const Shared& table, std::size_t count) {
  auto node = std::make_unique<Node<Struct>>(Node<Struct>{table});
  node->children.resize(count);  // zeros: a child without release is skipped
  for (auto& child : node->children) node->pointers.push_back(&child);
  *out = Struct{};
  out->n_children = static_cast<std::int64_t>(count);
  out->children = node->pointers.data();
  out->release = release<Struct>;
  out->private_data = node.get();
  return *node.release();
}

void fill(ArrowSchema* out, const Shared& table) {
  auto& root = adopt(out, table, table->columns().size());
  out->format = "+s";
  out->name = "";
  for (std::size_t i = 0; i < root.children.size(); ++i) {
    const auto& field = table->columns()[i].field;
    auto* child = &root.children[i];
    adopt(child, table, 0);
    child->format = field.type == ArrowTable::Type::kText ? "u" : "i";
    child->name = field.name;
    child->flags = ARROW_FLAG_NULLABLE;
  }
}

void fill(ArrowArray* out, const Shared& table) {
  auto& root = adopt(out, table, table->columns().size());
  out->length = table->rows();
  out->n_buffers = 1;
  out->buffers = root.buffers;
  for (std::size_t i = 0; i < root.children.size(); ++i) {
    const auto& column = table->columns()[i];
    auto* child = &root.children[i];
    auto& node = adopt(child, table, 0);
    const bool is_text = column.field.type == ArrowTable::Type::kText;
    node.buffers[0] = column.nulls == 0 ? nullptr : column.validity.data();
    node.buffers[1] = column.values.data();
    node.buffers[2] = is_text ? column.texts.data() : nullptr;
    child->length = column.rows;
    child->null_count = column.nulls;
    child->n_buffers = is_text ? 3 : 2;
    child->buffers = node.buffers;
  }
}

struct Stream {
  Shared table;
  bool given = false;
};

/// Fills `out` or leaves it released; only memory can be wanting.
template <class Struct>
int fill_or_fail(Struct* out, const Shared& table) noexcept {
  *out = Struct{};
  try {
    fill(out, table);
    return 0;
  } catch (const std::bad_alloc&) {
    if (out->release) out->release(out);
    return ENOMEM;
  }
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  return fill_or_fail(out, static_cast<Stream*>(stream->private_data)->table);
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  auto& state = *static_cast<Stream*>(stream->private_data);
  if (state.given) {
    *out = ArrowArray{};
    return 0;
  }
  const int failed = fill_or_fail(out, state.table);
  state.given = failed == 0;
  return failed;
}

const char* get_last_error(ArrowArrayStream*) { return "Memory is exhausted."; }

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<Stream*>(stream->private_data);
  stream->release = nullptr;
}

}  // namespace

void clear(ArrowArrayStream* stream_out) noexcept {
  if (stream_out) *stream_out = ArrowArrayStream{};
}

void give(ArrowArrayStream* stream_out, ArrowTable table) {
  auto state = std::make_unique<Stream>(Stream{std::make_shared<const ArrowTable>(std::move(table))});
  *stream_out = {get_schema, get_next, get_last_error, release_stream, state.release()};
}

}  // namespace girs::capi
