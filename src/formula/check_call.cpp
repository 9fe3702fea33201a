#include "formula/check_call.h"

#include "base/suggestion.h"
#include "base/text.h"
#include "formula/functions.h"
#include "formula/pattern.h"
#include "formula/reference_units.h"
#include "formula/refusal.h"
#include "formula/short_forms.h"
#include "formula/text_format.h"

namespace girs::formula {
namespace {

/// The text that an argument is written as; nullptr when it is computed.
const std::string* written_text(const Node& node) {
  const auto* literal = std::get_if<Literal>(&node.content);
  return literal ? std::get_if<std::string>(&literal->value) : nullptr;
}

class FormCheck {
 public:
  FormCheck(std::string_view source, const Node& node, const Call& call)
      : source_(source), node_(node), call_(call) {}

  Status check() const {
    if (const auto* instead = refused_function(call_.name))
      return refuse(node_, {call_.name + " is not offered. " + instead->en,
                            "Không có hàm " + call_.name + ". " + instead->vi});
    if (!call_.function)
      return refuse(node_, {"There is no function " + call_.name + ".",
                            "Không có hàm " + call_.name + "."},
                    nearest(call_.name, function_names()).value_or(""));
    const std::size_t given = call_.arguments.size();
    if (!call_.function->takes(given)) return wrong_count();
    for (std::size_t i = 0; i < given; ++i)
      GIRS_CHECK(argument(i, call_.arguments[i], call_.function->argument(i, given)));
    return ok();
  }

 private:
  Error refuse(const Node& node, Message message, std::string suggestion = {}) const {
    return refused(source_, node.place.offset, std::move(message), std::move(suggestion));
  }

  Error wrong_count() const {
    const Function& function = *call_.function;
    const std::size_t given = call_.arguments.size();
    const std::string least = std::to_string(function.arguments_min());
    const std::string most = std::to_string(function.arguments_max());
    Message wanted{least, least};
    if (function.is_variadic()) wanted = {least + " or more", least + " trở lên"};
    else if (most != least) wanted = {least + " to " + most, least + " đến " + most};
    if (function.repeating > 1 && given >= function.arguments_min())
      wanted = {"pairs of", "theo cặp"};
    return refuse(node_, {call_.name + " takes " + wanted.en + " arguments, not " +
                              std::to_string(given) + ".",
                          "Hàm " + call_.name + " cần số đối số: " + wanted.vi +
                              ", không phải " + std::to_string(given) + "."});
  }

  Status argument(std::size_t index, const Node& argument, const Accepts& accepts) const {
    if (std::holds_alternative<Omitted>(argument.content)) {
      if (accepts.optional) return ok();
      return refuse(argument, {"Argument " + std::to_string(index + 1) + " of " + call_.name +
                                   " cannot be left out.",
                               "Không được bỏ trống đối số " + std::to_string(index + 1) +
                                   " của hàm " + call_.name + "."});
    }
    GIRS_CHECK(shape(argument, accepts.shape));
    return written(argument, accepts.written);
  }

  Status shape(const Node& argument, Shape shape) const {
    const auto* cells = std::get_if<CellReference>(&argument.content);
    if (shape == Shape::kRows && (!cells || (!cells->rows && cells->row_group.empty())))
      return refuse(argument, {call_.name + " takes a reference to rows, such as [r*].",
                               "Hàm " + call_.name + " cần tham chiếu đến dòng, ví dụ [r*]."});
    if ((shape == Shape::kCell || shape == Shape::kReference) && !reference_of(argument))
      return refuse(argument, {call_.name + " takes a reference in brackets, such as [c3].",
                               "Hàm " + call_.name +
                                   " cần tham chiếu trong ngoặc vuông, ví dụ [c3]."});
    return ok();
  }

  Status written(const Node& argument, Accepts::Written form) const {
    const std::string* text = written_text(argument);
    if (text && form == Accepts::Written::kFormat && !TextFormat::make(*text))
      return refuse(argument,
                    {"TEXT knows the codes 0 # , . and % for numbers, and d m y parted by / - . "
                     "for dates, as in \"#,##0.00\" and \"dd/mm/yyyy\".",
                     "TEXT chỉ nhận mã 0 # , . và % cho số, và d m y ngăn bằng / - . cho ngày, "
                     "ví dụ \"#,##0.00\" và \"dd/mm/yyyy\"."});
    if (text && form == Accepts::Written::kPattern && !Pattern::regular(*text))
      return refuse(argument,
                    {"This is no regular expression (RE2 syntax, at most 255 bytes).",
                     "Đây không phải biểu thức chính quy (cú pháp RE2, tối đa 255 byte)."});
    if (!text && form == Accepts::Written::kUnitOfMeasure)
      return refuse(argument, {"The unit of measure is written out, as in CONVERT([3];\"ha\").",
                               "Đơn vị tính phải viết rõ, như CONVERT([3];\"ha\")."});
    return ok();
  }

  std::string_view source_;
  const Node& node_;
  const Call& call_;
};

class TypeCheck {
 public:
  TypeCheck(const Node& node, Call& call, const std::vector<Declared>& known,
            const Declarations* declarations, Findings& findings)
      : node_(node), call_(call), known_(known), declarations_(declarations),
        findings_(findings) {}

  Declared check() {
    const std::size_t given = call_.arguments.size();
    for (std::size_t i = 0; i < given; ++i)
      if (!std::holds_alternative<Omitted>(call_.arguments[i].content))
        argument(i, call_.function->argument(i, given));
    if (call_.name == "TEXT") format();
    if (call_.name == "CONVERT") convert();
    return result();
  }

 private:
  void argument(std::size_t index, const Accepts& accepts) {
    const Node& node = call_.arguments[index];
    const Declared& known = known_[index];
    if (accepts.type == Type::kNumber && accepts.shape == Shape::kOne)
      expect_number(node, known, findings_);
    else if (accepts.type != Type::kAny && known.type != Type::kAny &&
             known.type != accepts.type)
      wrong_type(node, accepts.type, known.type);
    if (accepts.measured) {
      if (accepts.type == Type::kAny) alike(node, known);
      if (known.several_units)
        findings_.add(node, {print(node) + " are figures of several units of measure; name them "
                                           "apart and convert them by CONVERT.",
                             print(node) + " gồm số liệu có đơn vị tính khác nhau; hãy nêu riêng "
                                           "và đổi bằng CONVERT."});
      expect_one_unit(node, unit_, known.unit_of_measure, findings_);
      if (unit_.empty()) unit_ = known.unit_of_measure;
      if (!measured_) measure_ = known.measure;
      else if (measure_ != known.measure) measure_ = std::nullopt;
      measured_ = true;
    }
    if (call_.function->adds == Adds::kYes && known.measure == Measure::kRate)
      rates_added(node);
  }

  void wrong_type(const Node& node, Type wanted, Type found) {
    findings_.add(node, {call_.name + " takes a " + std::string(to_text(wanted)) + " here, and " +
                             print(node) + " is a " + std::string(to_text(found)) + ".",
                         "Hàm " + call_.name + " cần " + std::string(in_vietnamese(wanted)) +
                             ", nhưng " + print(node) + " là " +
                             std::string(in_vietnamese(found)) + "."});
  }

  void alike(const Node& node, const Declared& known) {
    if (known.type == Type::kAny) {
      some_unknown_ = true;
      return;
    }
    if (type_ == Type::kAny) type_ = known.type;
    // What is chosen among (IF, IFERROR) may be of several types; what is compared may not.
    if (call_.function->gives.type != Type::kAny)
      expect_one_type(node, type_, known.type, findings_);
    else if (type_ != known.type)
      some_unknown_ = true;
  }

  /// Section 3: sums over units are refused on a rate.
  void rates_added(const Node& node) {
    const auto reference = reference_of(node);
    if (!reference || !spreads_over_units(reference->unit)) return;
    findings_.add(node, {print(node) + " are rates of several units, which do not add up; compute "
                                       "the rate from its numerator and denominator.",
                         print(node) + " là tỷ lệ của nhiều đơn vị, không cộng được; hãy tính lại "
                                       "từ tử số và mẫu số."});
  }

  /// The format says whether TEXT takes a number or a date.
  void format() {
    const auto* text = written_text(call_.arguments[1]);
    const auto format = text ? TextFormat::make(*text) : std::nullopt;
    if (!format) return;
    const Type wanted = format->is_of_date() ? Type::kDate : Type::kNumber;
    if (known_[0].type != Type::kAny && known_[0].type != wanted)
      wrong_type(call_.arguments[0], wanted, known_[0].type);
  }

  void convert() {
    if (!declarations_) {
      findings_.warn(node_, {"CONVERT needs to know in what its argument is measured, which only a "
                             "form or an indicator says.",
                             "CONVERT cần biết đơn vị tính của đối số, chỉ biểu mẫu hoặc chỉ tiêu "
                             "mới khai báo."});
      return;
    }
    const std::string& name = *written_text(call_.arguments[1]);
    const auto to = declarations_->unit_of_measure(name);
    if (!to) {
      findings_.add_unknown(call_.arguments[1],
                            {"there is no such unit of measure", "không có đơn vị tính này"}, name,
                            declarations_->units_of_measure());
      return;
    }
    const std::string& unit = known_[0].unit_of_measure;
    const auto from = declarations_->unit_of_measure(unit);
    if (!from || from->quantity != to->quantity) {
      const std::string from_text = unit.empty() ? "?" : unit;
      findings_.add(node_, {print(call_.arguments[0]) + " is measured in \"" + from_text +
                                "\", which does not convert to \"" + name + "\".",
                            print(call_.arguments[0]) + " có đơn vị tính \"" + from_text +
                                "\", không đổi được sang \"" + name + "\"."});
      return;
    }
    call_.conversion = Conversion{from->factor, to->factor};
    converted_to_ = name;
  }

  Declared result() const {
    const Accepts& gives = call_.function->gives;
    Declared result{gives.type};
    if (!converted_to_.empty()) return {Type::kNumber, measure_, converted_to_};
    if (call_.name == "GROWTH" || call_.name == "INDEXTO" || call_.name == "SHARE")
      result.measure = Measure::kRate;
    if (!gives.measured) return result;
    if (gives.type == Type::kAny && !some_unknown_) result.type = type_;
    result.measure = measure_;
    result.unit_of_measure = unit_;
    return result;
  }

  const Node& node_;
  Call& call_;
  const std::vector<Declared>& known_;
  const Declarations* declarations_;
  Findings& findings_;
  Type type_ = Type::kAny;               // of the values that must be alike
  bool some_unknown_ = false;
  std::string unit_;                     // of the measured ones
  std::optional<Measure> measure_;
  bool measured_ = false;
  std::string converted_to_;
};

}  // namespace

Status check_form_of_call(std::string_view source, const Node& node, const Call& call) {
  return FormCheck(source, node, call).check();
}

Declared check_types_of_call(const Node& node, Call& call, const std::vector<Declared>& known,
                             const Declarations* declarations, Findings& findings) {
  return TypeCheck(node, call, known, declarations, findings).check();
}

void expect_number(const Node& node, const Declared& known, Findings& findings) {
  expect_present(node, known, findings);
  if (known.type == Type::kAny || known.type == Type::kNumber) return;
  findings.add(node, {"A number is wanted here, and " + print(node) + " is a " +
                          std::string(to_text(known.type)) + "; convert it by VALUE() or IF().",
                      "Ở đây cần một số, nhưng " + print(node) + " là " +
                          std::string(in_vietnamese(known.type)) +
                          "; hãy chuyển đổi bằng VALUE() hoặc IF()."});
}

void expect_present(const Node& node, const Declared& known, Findings& findings) {
  if (!known.never) return;
  findings.add(node, {print(node) + " is not applicable in this form: no figure can stand there.",
                      print(node) + " là ô không áp dụng (x) của biểu: không thể có số liệu."});
}

void expect_one_type(const Node& node, Type a, Type b, Findings& findings) {
  if (a == Type::kAny || b == Type::kAny || a == b) return;
  findings.add(node, {"A " + std::string(to_text(a)) + " and a " + std::string(to_text(b)) +
                          " do not go together here; convert one by VALUE() or TEXT().",
                      "Không dùng chung " + std::string(in_vietnamese(a)) + " với " +
                          std::string(in_vietnamese(b)) +
                          " ở đây; hãy chuyển đổi bằng VALUE() hoặc TEXT()."});
}

void expect_one_unit(const Node& node, const std::string& before, const std::string& here,
                     Findings& findings) {
  if (before.empty() || here.empty() || before == here) return;
  findings.add(node,
               {"\"" + before + "\" and \"" + here + "\" do not go together; write CONVERT(" +
                    print(node) + ";\"" + before + "\").",
                "Không cộng hay so sánh được \"" + before + "\" với \"" + here +
                    "\"; hãy viết CONVERT(" + print(node) + ";\"" + before + "\")."});
}

}  // namespace girs::formula
