// Batches that travel beside an envelope.

#include "package/envelope_list.h"

#include "package/submission.h"

namespace girs::package {

Result<std::vector<Envelope>> read_batches(const json::Value* list) {
  std::vector<Envelope> batches;
  if (!list) return batches;
  const json::Array* array = list->as_array();
  if (!array || array->size() > kBatchesMax)
    return error(Code::kInvalidArgument, "The member \"batches\" is a list of at most 16.",
                 "\"batches\" phải là danh sách tối đa 16 phần tử.", {{"reason", "envelope"}});
  for (const json::Value& element : *array) {
    GIRS_TRY(Envelope batch, Envelope::from_json(element));
    batches.push_back(std::move(batch));
  }
  return batches;
}

json::Value write_batches(const std::vector<Envelope>& batches) {
  json::Value list = json::Array{};
  for (const Envelope& batch : batches) list.push(batch.to_json());
  return list;
}

}  // namespace girs::package
