// Rows of figures as an ArrowArrayStream: texts dictionary-encoded, values as decimal128 of one
// scale, batch after batch as they are asked for. Dictionaries grow; each batch carries them as
// far as it needs.

#include <cerrno>
#include <new>

#include "arrow_figures.h"

namespace girs::capi {
namespace {

using indicator::FigureRows;
using indicator::kWordCount;
using indicator::kWordNames;

constexpr std::size_t kValue = kWordCount;      // places of the other columns
constexpr std::size_t kNumberNames = 3;
constexpr const char* kNumbers[kNumberNames] = {"counted", "expected", "decimals"};
constexpr std::size_t kColumns = kWordCount + 1 + kNumberNames;

/// The words of a column as Arrow has texts; made anew only when there are more of them.
struct Dictionary {
  std::vector<std::int32_t> offsets{0};
  std::string texts;
  std::int64_t size() const { return static_cast<std::int64_t>(offsets.size()) - 1; }
};
using SharedDictionary = std::shared_ptr<const Dictionary>;

struct Batch {
  FigureRows rows;
  std::vector<std::uint8_t> validity;           // of values
  std::int64_t nulls = 0;
  std::array<SharedDictionary, kWordCount> dictionaries;
};

/// What one Arrow struct points into.
template <class Struct>
struct Node {
  std::shared_ptr<const void> held;
  const void* buffers[3] = {nullptr, nullptr, nullptr};
  std::vector<Struct> children = {};
  std::vector<Struct*> pointers = {};
  Struct dictionary = {};
  std::string format = {};
};

template <class Struct>
void release(Struct* item) {
  for (std::int64_t i = 0; i < item->n_children; ++i)
    if (item->children[i]->release) item->children[i]->release(item->children[i]);
  if (item->dictionary && item->dictionary->release) item->dictionary->release(item->dictionary);
  delete static_cast<Node<Struct>*>(item->private_data);
  item->release = nullptr;
}

template <class Struct>
Node<Struct>& adopt(Struct* out, std::shared_ptr<const void> held, std::size_t children = 0) {
  auto node = std::make_unique<Node<Struct>>();
  node->held = std::move(held);
  node->children.resize(children);
  for (auto& child : node->children) node->pointers.push_back(&child);
  *out = Struct{};
  out->n_children = static_cast<std::int64_t>(children);
  out->children = node->pointers.data();
  out->release = release<Struct>;
  out->private_data = node.get();
  return *node.release();
}

void fill(ArrowSchema* out, int scale) {
  auto& root = adopt(out, nullptr, kColumns);
  out->format = "+s";
  out->name = "";
  for (std::size_t i = 0; i < kColumns; ++i) {
    auto* child = &root.children[i];
    auto& node = adopt(child, nullptr);
    child->format = "i";
    if (i < kWordCount) {
      child->name = kWordNames[i];
      adopt(&node.dictionary, nullptr);
      node.dictionary.format = "u";
      node.dictionary.name = "";
      child->dictionary = &node.dictionary;
    } else if (i == kValue) {
      node.format = "d:38," + std::to_string(scale);
      child->format = node.format.c_str();
      child->name = "value";
      child->flags = ARROW_FLAG_NULLABLE;
    } else {
      child->name = kNumbers[i - kValue - 1];
    }
  }
}

void fill_numbers(ArrowArray* child, Node<ArrowArray>& node, const std::int32_t* numbers) {
  node.buffers[1] = numbers;
  child->n_buffers = 2;
  child->buffers = node.buffers;
}

void fill(ArrowArray* out, const std::shared_ptr<const Batch>& batch) {
  const auto& rows = batch->rows;
  const auto length = static_cast<std::int64_t>(rows.size());
  auto& root = adopt(out, batch, kColumns);
  out->length = length;
  out->n_buffers = 1;
  out->buffers = root.buffers;
  const indicator::Numbers* const others[] = {&rows.counted, &rows.expected, &rows.decimals};
  for (std::size_t i = 0; i < kColumns; ++i) {
    auto* child = &root.children[i];
    auto& node = adopt(child, batch);
    child->length = length;
    if (i < kWordCount) {
      fill_numbers(child, node, rows.words[i]->data());
      const auto& words = *batch->dictionaries[i];
      auto& dictionary = adopt(&node.dictionary, batch->dictionaries[i]);
      dictionary.buffers[1] = words.offsets.data();
      dictionary.buffers[2] = words.texts.data();
      node.dictionary.length = words.size();
      node.dictionary.n_buffers = 3;
      node.dictionary.buffers = dictionary.buffers;
      child->dictionary = &node.dictionary;
    } else if (i == kValue) {
      node.buffers[0] = batch->nulls == 0 ? nullptr : batch->validity.data();
      node.buffers[1] = rows.values.data();
      child->null_count = batch->nulls;
      child->n_buffers = 2;
      child->buffers = node.buffers;
    } else {
      fill_numbers(child, node, (*others[i - kValue - 1])->data());
    }
  }
}

struct Stream {
  std::shared_ptr<const void> workspace;        // what the figures are read from
  std::unique_ptr<indicator::FigureStream> figures;
  std::array<SharedDictionary, kWordCount> dictionaries = {};
  std::string error = {};

  void grow(std::size_t column) {
    const auto& words = figures->words(static_cast<indicator::Word>(column));
    auto& now = dictionaries[column];
    if (now && now->size() == static_cast<std::int64_t>(words.size())) return;
    auto more = std::make_shared<Dictionary>();
    for (const auto& word : words) {
      more->texts += word;
      more->offsets.push_back(static_cast<std::int32_t>(more->texts.size()));
    }
    now = std::move(more);
  }

  /// The next batch; none after the last.
  Result<std::shared_ptr<const Batch>> next() {
    auto batch = std::make_shared<Batch>();
    GIRS_TRY(const bool more, figures->next(batch->rows));
    if (!more) return std::shared_ptr<const Batch>();
    batch->validity.resize((batch->rows.size() + 7) / 8);
    for (std::size_t i = 0; i < batch->rows.size(); ++i) {
      if (batch->rows.has_value(i))
        batch->validity[i / 8] = static_cast<std::uint8_t>(batch->validity[i / 8] | 1U << (i % 8));
      else ++batch->nulls;
    }
    for (std::size_t i = 0; i < kWordCount; ++i) grow(i);
    batch->dictionaries = dictionaries;
    return std::shared_ptr<const Batch>(std::move(batch));
  }
};

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  *out = ArrowSchema{};
  try {
    fill(out, static_cast<Stream*>(stream->private_data)->figures->scale());
    return 0;
  } catch (const std::bad_alloc&) {
    if (out->release) out->release(out);
    return ENOMEM;
  }
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  auto& state = *static_cast<Stream*>(stream->private_data);
  *out = ArrowArray{};
  try {
    const auto batch = state.next();
    if (!batch) {
      state.error = batch.error().message.en;
      return EIO;
    }
    if (*batch) fill(out, *batch);
    return 0;
  } catch (const std::bad_alloc&) {
    if (out->release) out->release(out);
    state.error.clear();
    return ENOMEM;
  }
}

const char* get_last_error(ArrowArrayStream* stream) {
  const auto& error = static_cast<Stream*>(stream->private_data)->error;
  return error.empty() ? "Memory is exhausted." : error.c_str();
}

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<Stream*>(stream->private_data);
  stream->release = nullptr;
}

}  // namespace

void give(ArrowArrayStream* stream_out, std::unique_ptr<indicator::FigureStream> figures,
          std::shared_ptr<const void> workspace) {
  auto state = std::make_unique<Stream>();
  state->workspace = std::move(workspace);
  state->figures = std::move(figures);
  *stream_out = {get_schema, get_next, get_last_error, release_stream, state.release()};
}

}  // namespace girs::capi
