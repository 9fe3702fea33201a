#include "report/carriage.h"

#include <set>

#include "package/report_payload.h"
#include "package/submission.h"
#include "store/blobs.h"

namespace girs::report {

Result<package::Bundle> bundle_of(store::Connection& connection, ByteView stored,
                                  const std::optional<std::string>& receipt) {
  GIRS_TRY(auto submission, package::Submission::parse(text_of(stored)));
  package::Bundle bundle{std::move(submission.envelope)};
  bundle.batches = std::move(submission.batches);
  if (receipt) bundle.receipts.push_back(*receipt);
  if (bundle.envelope.payload_type != package::kReportType) return bundle;
  GIRS_TRY(const auto report, package::parse_report(text_of(bundle.envelope.payload)));
  std::set<std::string> carried;   // two names may be one content
  std::size_t size = 0;
  for (const auto& named : report.attachments) {
    if (bundle.attachments.size() == package::kBundleItemsMax || carried.contains(named.digest)) continue;
    GIRS_TRY(auto content, store::blob(connection, named.digest));
    if (!content || content->size() > package::kBundleInlineMax - size) continue;
    size += content->size();
    carried.insert(named.digest);
    bundle.attachments.push_back({named.digest, *std::move(content)});
  }
  return bundle;
}

}  // namespace girs::report
