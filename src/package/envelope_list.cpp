// Batches that travel beside an envelope.

#include "package/envelope_list.h"

#include "package/submission.h"

namespace girs::package {

Error malformed_envelope(std::string pointer, std::string en, std::string vi) {
  auto failure = error(Code::kInvalidArgument, en, vi, {{"reason", "envelope"}});
  failure.mistakes.push_back({{std::move(en), std::move(vi)}, {{"pointer", std::move(pointer)}}});
  return failure;
}

Error at(std::string_view place, Error failure) {
  for (auto& mistake : failure.mistakes)
    for (auto& [key, value] : mistake.details)
      if (key == "pointer") value.insert(0, place);
  return failure;
}

Result<std::vector<Envelope>> read_batches(const json::Value* list) {
  std::vector<Envelope> batches;
  if (!list) return batches;
  const json::Array* array = list->as_array();
  if (!array || array->size() > kBatchesMax)
    return malformed_envelope("/batches", "The member \"batches\" is a list of at most 16.",
                              "\"batches\" phải là danh sách tối đa 16 phần tử.");
  for (const json::Value& element : *array) {
    auto batch = Envelope::from_json(element);
    if (!batch) return at("/batches/" + std::to_string(batches.size()), std::move(batch).error());
    batches.push_back(*std::move(batch));
  }
  return batches;
}

json::Value write_batches(const std::vector<Envelope>& batches) {
  json::Value list = json::Array{};
  for (const Envelope& batch : batches) list.push(batch.to_json());
  return list;
}

}  // namespace girs::package
