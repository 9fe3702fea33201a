#include "girs/decimal.h"

#include "boundary.h"
#include "decimal/decimal.h"

using namespace girs;
using namespace girs::capi;

namespace {

Result<Decimal> operand(std::string_view text, const char* name) {
  if (const auto value = Decimal::parse(text)) return *value;
  return error(Code::kInvalidArgument, std::string(name) + " is no plain decimal of at most 34 digits: \"" + std::string(text) + "\".",
               std::string(name) + " không phải số thập phân tối đa 34 chữ số: \"" + std::string(text) + "\".",
               {{"argument", name}});
}

Result<std::string> text_of(const std::optional<Decimal>& value, std::string_view operation) {
  if (value) return value->text();
  return error(Code::kInvalidArgument, "The result of " + std::string(operation) + " cannot be represented.",
               "Không biểu diễn được kết quả của phép " + std::string(operation) + ".");
}

Result<std::string> compute(std::string_view operation, std::string_view a_text, std::string_view b_text, int places) {
  GIRS_TRY(const auto a, operand(a_text, "a"));
  if (operation == "round") return text_of(round_half_away(a, places), operation);
  if (operation == "quantize") return text_of(quantize(a, places), operation);
  GIRS_TRY(const auto b, operand(b_text, "b"));
  if (operation == "add") return text_of(add(a, b), operation);
  if (operation == "sub") return text_of(subtract(a, b), operation);
  if (operation == "mul") return text_of(multiply(a, b), operation);
  if (operation == "div") return text_of(divide(a, b), operation);
  if (operation == "compare") return std::string(a < b ? "-1" : a == b ? "0" : "1");
  return error(Code::kInvalidArgument, "There is no operation \"" + std::string(operation) + "\".",
               "Không có phép tính \"" + std::string(operation) + "\".", {{"argument", "operation"}});
}

}  // namespace

girs_status girs_decimal_compute(const char* operation, size_t operation_length, const char* a, size_t a_length,
                                 const char* b, size_t b_length, int32_t places, girs_bytes** result_out,
                                 girs_error** error_out) noexcept {
  if (result_out) *result_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(result_out, "result_out"));
    GIRS_TRY(const auto name, text(operation, operation_length, "operation"));
    GIRS_TRY(const auto left, text(a, a_length, "a"));
    GIRS_TRY(const auto right, text(b, b_length, "b"));
    GIRS_TRY(auto result, compute(name, left, right, places));
    give(result_out, std::move(result));
    return ok();
  });
}
